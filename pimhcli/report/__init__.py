"""The report: Markdown from templates that a study can replace by its own, and both tables beside it."""
