"""Preferences: every choice applies at once and can be undone."""
