"""What the coded material amounts to: who said what under which theme, counted."""
