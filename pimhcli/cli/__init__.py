"""The command line: one thin file a noun, one printer, one exit point."""
