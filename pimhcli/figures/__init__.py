"""Figures as values, worked out from numbers, and one renderer a format."""
