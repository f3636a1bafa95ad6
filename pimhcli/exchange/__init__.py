"""Studies in from and out to the programs that colleagues use."""
