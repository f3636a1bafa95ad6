"""Sheets of .xlsx and .csv files, as cells that know their places."""
