"""Checks: what is wrong or risky in a study, each by name; findings, never changes."""
