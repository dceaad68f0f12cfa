"""Use cases of the diary; no Qt, no SQL text. Stores, readers and clock come through ports."""
