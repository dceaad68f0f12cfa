"""A value in, a value out; dialogs never save."""
