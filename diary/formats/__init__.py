"""Foreign files and domain values: bytes in, values and problems out; bad content never raises."""
