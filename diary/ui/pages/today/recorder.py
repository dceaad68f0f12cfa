"""Makes changes from what the person answered on Today and pushes them, a moment later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from diary.domain.change import ChangeSet
from diary.domain.day import Care, Limit, Painkiller, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.domain.knee import (
    MAIN_SIGNS,
    Area,
    Knee,
    Quality,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.domain.run import Finish
from diary.services import entries
from diary.services.entries import DueScore
from diary.texts.labels import label
from diary.ui.context import PageContext
from diary.ui.pages.today.autosave import Autosave, Write
from diary.ui.pages.today.day_view import knee_word, moment_word
from diary.ui.pages.today.no_pain_words import no_pain_done_text, why_not_no_pain
from diary.words import _


class DayRecorder(QObject):
    """Records answers about the day `on`; `refused` tells that the page shows what is not kept."""

    refused = Signal()

    def __init__(self, context: PageContext, on: date, parent: QObject) -> None:
        super().__init__(parent)
        self.on = on
        self._context = context
        self._autosave = Autosave(self)

    @property
    def _diary(self) -> Diary:
        """What is on screen, with what could not be written yet."""
        return self._context.undo.shown_diary()

    def flush(self) -> None:
        """Write everything that waits."""
        self._autosave.flush()

    def give_score(self, knee: Knee, due: DueScore, value: int | None) -> None:
        """Give, change or clear one score."""
        on, stamp = self.on, self._context.stamp()
        key = f"score:{on}:{knee}:{due.moment}:{due.run_id}"
        shown = _("cleared") if value is None else str(value)
        text = _("score: {knee} knee {moment} {score}").format(
            knee=knee_word(knee), moment=moment_word(due.moment), score=shown
        )

        def write() -> None:
            diary = self._diary
            self._push(
                text,
                entries.set_score(diary, on, knee, due.moment, value, stamp, run_id=due.run_id),
                key,
            )

        self._soon(key, write)

    def give_areas(self, knee: Knee, areas: tuple[Area, ...] | None) -> None:
        """Change the spots of a knee."""
        text = _("spots: {knee} knee").format(knee=knee_word(knee))
        self._give_knee(knee, "areas", text, areas=areas)

    def give_swelling(self, knee: Knee, size: SwellingSize | None) -> None:
        """Change how large a swelling is."""
        text = _("swelling: {knee} knee").format(knee=knee_word(knee))
        self._give_knee(knee, "swelling_size", text, swelling_size=size)

    def give_qualities(self, knee: Knee, qualities: tuple[Quality, ...] | None) -> None:
        """Change what the pain feels like."""
        text = _("feels like: {knee} knee").format(knee=knee_word(knee))
        self._give_knee(knee, "qualities", text, qualities=qualities)

    def give_worse_with(self, knee: Knee, worse_with: tuple[WorseWith, ...] | None) -> None:
        """Change what makes the pain worse."""
        text = _("worse with: {knee} knee").format(knee=knee_word(knee))
        self._give_knee(knee, "worse_with", text, worse_with=worse_with)

    def give_signs(self, knee: Knee, answers: Mapping[Sign, bool]) -> None:
        """Change the main signs of a knee; other signs of the day stay as they are."""
        text = _("signs: {knee} knee").format(knee=knee_word(knee))
        self._give_signs(knee, "signs", text, answers, are_main=True)

    def give_more_signs(self, knee: Knee, answers: Mapping[Sign, bool]) -> None:
        """Change the signs that are folded; the main signs of the day stay as they are."""
        text = _("more signs: {knee} knee").format(knee=knee_word(knee))
        self._give_signs(knee, "more_signs", text, answers, are_main=False)

    def _give_signs(
        self, knee: Knee, field: str, text: str, answers: Mapping[Sign, bool], *, are_main: bool
    ) -> None:
        on, at = self.on, self._context.stamp().recorded_at
        key = f"{field}:{on}:{knee}"

        def write() -> None:
            said = self._diary.day(on).knee(knee)
            signs = {
                sign: yes for sign, yes in said.signs.items() if (sign in MAIN_SIGNS) != are_main
            }
            signs.update(answers)
            size = said.swelling_size if signs.get(Sign.SWELLING) else None
            change = entries.set_knee(self._diary, on, knee, at, signs=signs, swelling_size=size)
            self._push(text, change, key)

        self._soon(key, write)

    def give_plan(self, answer: PlanAnswer | None) -> None:
        """Answer "Did you run as planned?"; the box beside it is then left empty, or unasked."""
        held_back = self._diary.day(self.on).held_back
        kept = None if answer is None else bool(held_back)
        self._give_day("plan", _("plan answer"), plan=answer, held_back=kept)

    def give_held_back(self, is_held_back: bool) -> None:
        """Tick or clear the box beside the plan answer."""
        self._give_day("held_back", _("held back"), held_back=is_held_back)

    def give_limits(self, limits: Mapping[Limit, bool]) -> None:
        """Say what the knee limited."""
        self._give_day("limits", _("limits"), limits=dict(limits))

    def give_care(self, care: Mapping[Care, bool], own: tuple[str, ...]) -> None:
        """Say what was done for the knee."""
        on, at = self.on, self._context.stamp().recorded_at
        key = f"care:{on}"

        def write() -> None:
            kept = self._diary.day(on).painkiller
            self._push(_("care"), self._care_change(on, at, care, own, kept), key)

        self._soon(key, write)

    def give_painkiller(self, painkiller: Painkiller | None) -> None:
        """Name a painkiller that was ticked, once typing has stopped."""
        on, at = self.on, self._context.stamp().recorded_at
        key = f"painkiller:{on}"

        def write() -> None:
            day = self._diary.day(on)
            change = self._care_change(on, at, day.care, day.care_own, painkiller)
            self._push(_("painkiller"), change, key)

        self._autosave.at_rest(key, write)

    def give_away(self, first: date, last: date, *, is_away: bool) -> None:
        """Mark the days from first to last as away or not, and offer the way back."""
        self.flush()
        at, formats = self._context.stamp().recorded_at, self._context.formats()
        change = entries.set_away(self._diary, first, last, at, is_away=is_away)
        if not change:
            return
        text = _("away") if is_away else _("not away any more")
        if self._push(text, change, None):
            days = formats.weekday_day(first)
            if last != first:
                days = _("{first} to {last}").format(first=days, last=formats.weekday_day(last))
            words = _("Away: {days}.") if is_away else _("Not away any more: {days}.")
            self._context.messages.toast(words.format(days=days), _("Undo"), self._take_back)

    def _care_change(
        self,
        on: date,
        at: datetime,
        care: Mapping[Care, bool],
        own: tuple[str, ...],
        painkiller: Painkiller | None,
    ) -> ChangeSet:
        return entries.set_care(
            self._diary, on, at, self._context.new_id, care=care, own=own, painkiller=painkiller
        )

    def give_finish(self, run_id: str, finish: Finish | None) -> None:
        """Say why the last run of the day was cut short."""
        key = f"finish:{run_id}"
        text = _("run: {finish}").format(
            finish=_("not answered") if finish is None else label(finish)
        )

        def write() -> None:
            run = self._diary.runs.get(run_id)
            if run is not None:
                changed = replace(run, finish=finish)
                self._push(text, entries.put_run(self._diary, changed), key)

        self._soon(key, write)

    def give_note(self, text: str) -> None:
        """Change the note, once typing has stopped."""
        on, at = self.on, self._context.stamp().recorded_at
        key = f"note:{on}"

        def write() -> None:
            change = entries.set_day(self._diary, on, at, note=text)
            self._push(_("note"), change, key)

        self._autosave.at_rest(key, write)

    def give_no_pain(self, knees: tuple[Knee, ...]) -> None:
        """Write 0 to the open scores of these knees that can be 0, and offer the way back."""
        self.flush()
        diary = self._diary
        change = entries.no_pain(diary, self.on, self._context.stamp(), knees)
        if not change:
            self._context.messages.toast(why_not_no_pain(diary, self.on, knees))
            return
        is_today = self.on == self._context.today()
        words = no_pain_done_text(diary, self.on, knees, is_today=is_today)
        if self._push(_("no pain"), change, None):
            self._context.messages.toast(words, _("Undo"), self._take_back)

    def _take_back(self) -> None:
        self._context.undo.undo()

    def _give_knee(self, knee: Knee, field: str, text: str, **answers: object) -> None:
        on, at = self.on, self._context.stamp().recorded_at
        key = f"{field}:{on}:{knee}"

        def write() -> None:
            change = entries.set_knee(self._diary, on, knee, at, **answers)
            self._push(text, change, key)

        self._soon(key, write)

    def _give_day(self, field: str, text: str, **answers: object) -> None:
        on, at = self.on, self._context.stamp().recorded_at
        key = f"{field}:{on}"

        def write() -> None:
            change = entries.set_day(self._diary, on, at, **answers)
            self._push(text, change, key)

        self._soon(key, write)

    def _soon(self, key: str, write: Write) -> None:
        def checked() -> None:
            try:
                write()
            except DiaryError as error:
                # Another program took away what the answer belongs to.
                self._context.messages.problem(error)
                self.refused.emit()

        self._autosave.soon(key, checked)

    def _push(self, text: str, change: ChangeSet, key: str | None) -> bool:
        is_kept = self._context.undo.push(text, change, merge_key=key)
        # What waits for room on the disk is shown all the same.
        if not is_kept and not self._context.undo.has_waiting:
            self.refused.emit()
        return is_kept
