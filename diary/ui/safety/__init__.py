"""The one strip about signs that should be looked at, the same on every page that has it."""
