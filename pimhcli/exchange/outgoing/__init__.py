"""A study as a project that other programs read."""
