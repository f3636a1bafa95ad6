"""How an old version of a transcript became the new one: where each span of it stands now."""
