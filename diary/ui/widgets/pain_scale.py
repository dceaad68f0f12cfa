"""The pain scale: eleven cells, 0 to 10, for one knee and one moment."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal

from diary.style import TOP_SCORE, ScoreWord, pain_band
from diary.ui.theme import current_theme
from diary.ui.widgets.cell_row import CellColors, CellRow
from diary.words import _


def _word(word: ScoreWord) -> str:
    return {
        "no_pain": _("no pain"),
        "mild": _("mild"),
        "moderate": _("moderate"),
        "severe": _("severe"),
        "worst": _("worst imaginable"),
    }[word]


class PainScale(CellRow):
    """A score from 0 to 10 or none; ``score_changed`` carries ``int`` or ``None``.

    The signal is emitted only for what the person did, never for ``set_value``.
    """

    score_changed = Signal(object)

    def __init__(
        self,
        side_label: str,
        moment_label: str,
        *,
        small: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._side = side_label
        self._moment = _inside_sentence(moment_label)
        super().__init__(range(TOP_SCORE + 1), is_small=small, clock=clock)
        self.setAccessibleName(f"{self._side}, {self._moment}")

    def cell_name(self, number: int) -> str:
        return _("{side}, {moment}, {score} of 10, {word}").format(
            side=self._side,
            moment=self._moment,
            score=number,
            word=_word(pain_band(number).word),
        )

    def colors_of(self, number: int) -> CellColors:
        theme = current_theme()
        step = theme.ramp[number]
        return CellColors(
            fill=step.fill,
            ink=step.ink,
            edge=theme.roles["text"],
            strip=step.color,
            inner=step.edge if theme.is_ramp_outlined else None,
        )

    def tell(self, number: int | None) -> None:
        self.score_changed.emit(number)

    def set_labels(self, side_label: str, moment_label: str) -> None:
        """Rename the scale, for example when a second run makes it "During run 1"."""
        moment = _inside_sentence(moment_label)
        if (side_label, moment) == (self._side, self._moment):
            return
        self._side, self._moment = side_label, moment
        self.setAccessibleName(f"{self._side}, {self._moment}")
        for cell in self.cells():
            cell.setAccessibleName(self.cell_name(cell.number))


def _inside_sentence(label: str) -> str:
    """Return a label as it stands in the middle of a sentence: "this morning"."""
    is_abbreviation = label[:2].isupper()
    return label if is_abbreviation else label[:1].lower() + label[1:]
