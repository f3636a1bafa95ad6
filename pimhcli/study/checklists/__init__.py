"""Reporting checklists, filled in from the study as far as it goes."""
