"""The diary's file: the only code that knows SQL; rows never leave this package."""
