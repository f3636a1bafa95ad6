"""What came from another program, made part of a study."""
