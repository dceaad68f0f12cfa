"""Delegates draw one cell of a table; what is drawn is in the model as text too."""
