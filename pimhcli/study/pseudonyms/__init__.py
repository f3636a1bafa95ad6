"""Names out of the whole study: the key, what it does to each file, and where names stand."""
