"""The tables of the paper: a builder for each gives a Table, and a renderer for each format prints it."""
