"""Codebooks as files of their own: .qdc of other programs, tables, and outlines in Markdown."""
