"""The shell around the pages; it assembles and knows no rules."""
