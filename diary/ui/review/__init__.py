"""Somebody else's diary, to be read and never changed.

Nothing here knows the diary that is open in the other window, and nothing is remembered.
"""
