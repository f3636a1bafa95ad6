"""A participant withdraws: what goes, what is left to decide, and what cannot be reached."""
