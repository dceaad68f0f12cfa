"""A look at one week: a page of plain words, on request."""
