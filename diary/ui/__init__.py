"""The window: the only part of the program that knows Qt."""

import builtins

# PySide6 reads the source of every module imported after it, in search of a feature that this
# program does not use; SQLAlchemy alone then takes a sixth longer. The plain import comes back.
_plain_import = builtins.__import__
import PySide6  # noqa: E402 - what it replaces is kept first

builtins.__import__ = _plain_import
__all__ = ["PySide6"]
