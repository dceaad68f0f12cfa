"""Where the parts of a day stand: below one another, or in two columns where there is room.

In two columns the left knee is on the left when both are open; a knee that is open alone has a
column of its own, and what is asked about the day stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from diary.domain.knee import Knee

_GAP = 12
_TOP = Qt.AlignmentFlag.AlignTop
_Places = tuple[tuple[Knee, ...], bool]


class DayColumns(QWidget):
    """Holds the forms of every knee, open and closed, and the two halves of what is asked."""

    def __init__(self, closed: Mapping[Knee, QWidget], first: QWidget, second: QWidget) -> None:
        super().__init__()
        self.setObjectName("today.columns")
        self._knees = {knee: [widget] for knee, widget in closed.items()}
        self._asked = (first, second)
        self._places: _Places | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.arrange((), is_wide=False)

    def put_section(self, knee: Knee, section: QWidget) -> None:
        """Take in the open form of a knee; it gets its place with the next `arrange`."""
        section.setParent(self)
        self._knees[knee].append(section)
        self._places = None

    def arrange(self, open_knees: tuple[Knee, ...], *, is_wide: bool) -> bool:
        """Put everything in its place, and tell whether that is another one than before.

        The caller shows one form of each knee and hides the other.
        """
        places: _Places = (open_knees if is_wide else (), is_wide)
        if places == self._places:
            return False
        self._places = places
        for part in (*(form for forms in self._knees.values() for form in forms), *self._asked):
            self._grid.removeWidget(part)
        if not is_wide:
            self._put_below_one_another()
        elif len(open_knees) == 1:
            self._put_beside(open_knees[0])
        else:
            self._put_in_pairs()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if is_wide or column == 0 else 0)
        return True

    def in_order(self, open_knees: tuple[Knee, ...], *, is_wide: bool) -> list[Knee]:
        """The knees as they are read: one that is open alone comes first in two columns."""
        if is_wide and len(open_knees) == 1:
            return sorted(Knee, key=lambda knee: knee not in open_knees)
        return list(Knee)

    def _put_below_one_another(self) -> None:
        for row, knee in enumerate(Knee):
            self._put(knee, row, 0)
        for row, part in enumerate(self._asked, len(Knee)):
            self._grid.addWidget(part, row, 0)

    def _put_in_pairs(self) -> None:
        for column, knee in enumerate(Knee):
            self._put(knee, 0, column)
        for column, part in enumerate(self._asked):
            self._grid.addWidget(part, 1, column, _TOP)

    def _put_beside(self, alone: Knee) -> None:
        for knee in Knee:
            if knee is alone:
                for form in self._knees[knee]:
                    self._grid.addWidget(form, 0, 0, 4, 1, _TOP)
            else:
                self._put(knee, 0, 1)
        for row, part in enumerate(self._asked, 1):
            self._grid.addWidget(part, row, 1, _TOP)
        self._grid.setRowStretch(3, 1)

    def _put(self, knee: Knee, row: int, column: int) -> None:
        for form in self._knees[knee]:
            self._grid.addWidget(form, row, column)
