"""What others printed: papers and tables as documents, read into paragraphs and grids."""
