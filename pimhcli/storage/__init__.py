"""The disk, and nothing of the field: whole files, YAML, JSON Lines, the journal and the lock."""
