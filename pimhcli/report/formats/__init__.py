"""The formats of the report: each lays the same text and blocks out in its own way."""
