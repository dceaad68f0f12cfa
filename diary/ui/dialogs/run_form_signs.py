"""The part of the run form that asks what else was noticed, and what was worn for the knee.

Yes, no and not answered stay apart: "None of these" says no, a list left alone says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.domain.run import Aid
from diary.texts.labels import label
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.text import plain_label
from diary.words import _

_FADED = "form_faded"


class RunSigns(QWidget):
    """Limped and turned sharp for each knee, form faded, aids."""

    def __init__(self, knees: Sequence[Knee], *, name: str) -> None:
        super().__init__()
        self._knees = tuple(knees)
        labels = {}
        for knee in self._knees:
            labels[f"limped.{knee}"] = _("{knee}: limped").format(knee=label(knee))
            labels[f"turned_sharp.{knee}"] = _("{knee}: turned from dull to sharp").format(
                knee=label(knee)
            )
        labels[_FADED] = _("My form faded towards the end")
        self.noticed = ChipGroup(labels, none_label=_("None of these"), name=f"{name}.noticed")
        aids = {aid.value: label(aid) for aid in Aid}
        self.aids = ChipGroup(aids, none_label=_("Nothing"), name=f"{name}.aids")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for title, group in (
            (_("Also noticed on this run"), self.noticed),
            (_("Worn for the knee"), self.aids),
        ):
            group.setAccessibleName(title)
            layout.addWidget(plain_label(title, role="strong"))
            layout.addWidget(group)
            layout.addSpacing(6)

    def fill(self, draft: RunDraft) -> None:
        """Show what a draft holds."""
        answers: dict[str, bool | None] = {_FADED: draft.form_faded}
        for knee in self._knees:
            answers[f"limped.{knee}"] = draft.limped.get(knee)
            answers[f"turned_sharp.{knee}"] = draft.turned_sharp.get(knee)
        self.noticed.set_answers(answers)
        aids = draft.aids
        self.aids.set_answers({} if aids is None else {aid.value: aid in aids for aid in Aid})

    def told(self, draft: RunDraft) -> RunDraft:
        """The draft with what was answered here; a knee that is not asked for keeps its answers."""
        answers, aids = self.noticed.answers(), self.aids.answers()
        is_answered = any(answer is not None for answer in aids.values())
        worn = tuple(aid for aid in Aid if aids[aid.value])
        return replace(
            draft,
            limped=self._by_knee("limped", answers, draft.limped),
            turned_sharp=self._by_knee("turned_sharp", answers, draft.turned_sharp),
            form_faded=answers[_FADED],
            aids=worn if is_answered else None,
        )

    def tab_stops(self) -> list[QWidget]:
        """The chips in reading order."""
        return [*self.noticed.findChildren(QWidget), *self.aids.findChildren(QWidget)]

    def _by_knee(
        self, name: str, answers: Mapping[str, bool | None], kept: Mapping[Knee, bool]
    ) -> dict[Knee, bool]:
        found = {knee: answer for knee, answer in kept.items() if knee not in self._knees}
        for knee in self._knees:
            answer = answers[f"{name}.{knee}"]
            if answer is not None:
                found[knee] = answer
        return found
