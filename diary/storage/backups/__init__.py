"""Verified copies of a diary file: their names, how they are made, checked, read and let go."""
