"""The tables of the study: each is built by its name."""
