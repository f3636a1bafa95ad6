"""The formats of the report: each lays the same blocks out in its own way."""
