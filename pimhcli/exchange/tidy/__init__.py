"""The study as tables for R, pandas, DuckDB and Excel: one kind of thing a table, one thing a row."""
