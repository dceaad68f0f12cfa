"""What stands before a run on several pages: the longest of late, and how the last one went."""
