"""Which files and folders of this computer a drag carries."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The files and folders in a drag, each once; none when it carries anything else too."""
    urls = mime.urls() if mime.hasUrls() else []
    if not all(url.isLocalFile() for url in urls):
        return []
    return list(dict.fromkeys(Path(url.toLocalFile()) for url in urls))
