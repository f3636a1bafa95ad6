"""The transcript: its turns, the formats it comes in, its speakers, and where a quote stands in it."""
