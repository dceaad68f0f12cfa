"""The command line: one file a command, text or one JSON document out; no Qt, no SQL."""
