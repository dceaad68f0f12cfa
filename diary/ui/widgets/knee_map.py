"""Where a knee hurts: the drawn areas, two chips for what cannot be drawn, and the answer in words.

``None`` is no answer. Unticking the last spot is no answer again. An empty set, "asked, none", can
come from a file and is kept until the person ticks something.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.ui.theme import theme_watcher
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.knee_drawing import KneeDrawing
from diary.ui.widgets.knee_outline import Knee
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

ALL_OVER = "all_over"
CHIP_KEYS = ("inside", ALL_OVER)

Areas = frozenset[str]


class KneeMap(QWidget):
    """The spots of one knee; ``areas_changed`` carries a set of keys or ``None``.

    ``area_labels`` names the six drawn areas and the two chips by key. "All over" and the other
    spots exclude each other. The signal is emitted only for what the person did. Object names are
    the map's name, a dot and the key.
    """

    areas_changed = Signal(object)

    def __init__(
        self, knee: Knee, area_labels: Mapping[str, str], *, name: str | None = None
    ) -> None:
        super().__init__()
        self._labels = dict(area_labels)
        self._areas: Areas | None = None
        side = _("Left knee") if knee == "left" else _("Right knee")
        self.setAccessibleName(_("{knee}, where it hurts").format(knee=side))
        names = {key: f"{side}: {label}" for key, label in area_labels.items()}
        self.drawing = KneeDrawing(knee, names)
        self.drawing.area_ticked.connect(self._on_spot_ticked)
        self.drawing.area_pointed.connect(self._on_drawing_area_pointed)
        self._words = plain_label("", role="hint", word_wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        chips = QWidget()
        self._chip_row = FlowLayout(chips)
        self._chips: dict[str, TickChip] = {}
        for key in CHIP_KEYS:
            chip = TickChip(area_labels[key])
            chip.setAccessibleName(names[key])
            chip.clicked.connect(lambda is_on, key=key: self._on_spot_ticked(key, is_on))
            self._chip_row.addWidget(chip)
            self._chips[key] = chip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._words)
        layout.addWidget(chips)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if name is not None:
            self._name_parts(name)
        theme_watcher().theme_changed.connect(self._keep_room_for_words)
        self._show()

    def areas(self) -> Areas | None:
        """Return the keys of the ticked spots; ``None`` while there is no answer."""
        return self._areas

    def set_areas(self, areas: Iterable[str] | None) -> None:
        """Show these spots without telling anybody."""
        self._areas = None if areas is None else frozenset(areas)
        self._show()

    def chip(self, key: str) -> TickChip:
        """Return the chip ``inside`` or ``all_over``."""
        return self._chips[key]

    def words(self) -> str:
        """Return the line under the drawing."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room_for_words()

    def _name_parts(self, name: str) -> None:
        self.setObjectName(name)
        for key, box in [*self.drawing.boxes.items(), *self._chips.items()]:
            box.setObjectName(f"{name}.{key}")

    def _show(self) -> None:
        ticked = self._areas or frozenset()
        for key, box in [*self.drawing.boxes.items(), *self._chips.items()]:
            box.setChecked(key in ticked)
        self.drawing.update()
        self._show_words(self.drawing.pointed_area())

    def _show_words(self, pointed: str) -> None:
        self._words.setText(self._pointed_words(pointed) if pointed else self._answer_words())

    def _pointed_words(self, key: str) -> str:
        label = self._labels[key]
        is_on = key in (self._areas or frozenset())
        if key == self.drawing.focused_area():
            if is_on:
                return _("{spot}, selected. Space to clear").format(spot=label)
            return _("{spot}, not selected. Space to select").format(spot=label)
        return label

    def _answer_words(self) -> str:
        if self._areas is None:
            return _("Not answered")
        if not self._areas:
            return _("No spot")
        labels = [label for key, label in self._labels.items() if key in self._areas]
        listed = " · ".join(labels)
        width = self._words.width()
        fits = self._words.fontMetrics().horizontalAdvance(listed) <= width * self._lines_kept()
        if len(labels) == 1 or fits:
            return listed
        return plural("{n} spot", "{n} spots", len(labels)).format(n=len(labels))

    def _lines_kept(self) -> int:
        return max(1, self._words.minimumHeight() // self._words.fontMetrics().lineSpacing())

    @Slot()
    def _keep_room_for_words(self) -> None:
        """Keep room for the longest line that pointing can show, so that nothing below jumps."""
        metrics = self._words.fontMetrics()
        template = _("{spot}, not selected. Space to select")
        longest = max((template.format(spot=text) for text in self._labels.values()), key=len)
        flags = int(Qt.TextFlag.TextWordWrap)
        room = self._words.contentsRect().adjusted(0, 0, 0, 10_000)
        height = metrics.boundingRect(room, flags, longest).height()
        self._words.setMinimumHeight(height)
        self._show_words(self.drawing.pointed_area())

    def _on_spot_ticked(self, key: str, is_on: bool) -> None:
        before = self._areas or frozenset()
        if not is_on:
            after = before - {key}
        elif key == ALL_OVER:
            after = frozenset({ALL_OVER})
        else:
            after = (before - {ALL_OVER}) | {key}
        self._areas = after or None
        self._show()
        self.areas_changed.emit(self._areas)

    @Slot(str)
    def _on_drawing_area_pointed(self, key: str) -> None:
        self._show_words(key)
