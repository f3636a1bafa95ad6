"""The audit of a printed table: what its numbers cannot be, told from the table alone."""
