"""Two copies of a study become one: a merge that git left, or a folder that was brought by hand."""
