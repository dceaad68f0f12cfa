"""Domain values from rows and rows from domain values, both without SQLAlchemy."""
