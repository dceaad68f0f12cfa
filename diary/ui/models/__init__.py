"""Item models for tables: rows in Python lists, told by change sets, reset only on load."""
