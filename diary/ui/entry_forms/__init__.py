"""Opens the dialogs of entries for any page, and pushes what they hand back."""
