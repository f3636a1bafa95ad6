"""Coding in plain lines: what `pimh code --plain` understands and answers, without a terminal."""
