"""A paper held against the study: its quotes, the names of its themes, its numbers and its tables."""
