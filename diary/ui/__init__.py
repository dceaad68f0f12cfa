"""The window: the only part of the program that knows Qt."""

from diary.ui.qt_import import import_pyside

import_pyside()
