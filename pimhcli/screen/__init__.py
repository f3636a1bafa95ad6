"""The coding screen: what it shows of a transcript, and how one moves in it."""
