"""Has a backup made before a change of many entries, by whoever cares for backups."""

from __future__ import annotations

from collections.abc import Callable

Way = Callable[[Callable[[], None]], None]


class BackupFirst:
    """Does a change after a backup; at once while nobody has joined who could make one."""

    def __init__(self) -> None:
        self._way: Way | None = None

    def join(self, way: Way) -> None:
        """From now on `way` makes the backup and then calls what it was given."""
        self._way = way

    def then(self, change: Callable[[], None]) -> None:
        """Make a backup, then the change; both on the thread of the window."""
        if self._way is None:
            change()
        else:
            self._way(change)
