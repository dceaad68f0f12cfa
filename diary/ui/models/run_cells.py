"""What each cell of the run table shows, says aloud and tells on hover.

The texts of a row are worked out once, when the row is first painted, and kept until it changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import RunResponse, run_response
from diary.domain.run import Run
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import spoken_response
from diary.ui.models import run_words
from diary.ui.models.run_columns import COLUMNS, KNEE_OF, Column, heading, long_heading
from diary.ui.models.run_words import NO_SCORES, PainScores
from diary.words import _

Responses = tuple[tuple[Knee, RunResponse], ...]


class RunCells:
    """The texts of the runs of one diary; `take` another diary, or `forget` after a change.

    `facts` gives what the rules read of it, None while that is not known.
    """

    def __init__(
        self,
        formats: Callable[[], Formats],
        today: Callable[[], date],
        facts: Callable[[], Facts | None] = lambda: None,
    ) -> None:
        self._formats = formats
        self._today = today
        self._facts = facts
        self._diary = Diary()
        self._texts: dict[str, tuple[str, ...]] = {}
        self._scores: dict[tuple[str, Column], PainScores] = {}
        self._responses: dict[str, Responses] = {}

    def take(self, diary: Diary) -> None:
        """Word the runs of this diary from now on."""
        self._diary = diary
        self.forget()

    def forget(self) -> None:
        """Word everything anew."""
        self._texts.clear()
        self._scores.clear()
        self._responses.clear()

    def texts(self, run: Run) -> tuple[str, ...]:
        """The texts of a row in the order of the columns."""
        found = self._texts.get(run.id)
        if found is None:
            found = tuple(self._text(run, column) for column in COLUMNS)
            self._texts[run.id] = found
        return found

    def text(self, run: Run, column: Column) -> str:
        """The text of one cell, without working out the others of its row."""
        return self._text(run, column)

    def scores(self, run: Run, column: Column) -> PainScores:
        """The scores of a run in one of the two knee columns; none in the others."""
        knee = KNEE_OF.get(column)
        if knee is None:
            return NO_SCORES
        found = self._scores.get((run.id, column))
        if found is None:
            found = run_words.pain_scores(run, knee, self._diary)
            self._scores[run.id, column] = found
        return found

    def responses(self, run: Run) -> Responses:
        """How each knee that was scored took a run."""
        found = self._responses.get(run.id)
        if found is None:
            found = self._responses[run.id] = self._worked_out(run)
        return found

    def _worked_out(self, run: Run) -> Responses:
        facts = self._facts()
        # A table that is not seen may be behind the facts.
        if facts is None or run not in facts.runs.get(run.on.toordinal(), ()):
            return ()
        until, settings = self._today().toordinal(), self._diary.settings
        found = ((knee, run_response(facts, knee, run, settings, until)) for knee in Knee)
        return tuple((knee, response) for knee, response in found if response is not None)

    def spoken(self, run: Run, column: Column) -> str:
        """A cell as it is read aloud."""
        formats = self._formats()
        knee = KNEE_OF.get(column)
        if knee is not None:
            return run_words.pain_spoken(knee, self.scores(run, column))
        if column is Column.DATE:
            return ", ".join(filter(None, (formats.day(run.on), run.title)))
        if column is Column.DISTANCE and run.distance_m is not None:
            return formats.distance(run.distance_m, 2)
        if column is Column.PACE:
            return run_words.pace_spoken(run, formats)
        if column is Column.KIND:
            return run_words.kind_spoken(run)
        if column is Column.EFFORT:
            return run_words.effort_spoken(run)
        title, text = long_heading(column, formats), self.texts(run)[column] or _("not given")
        if column is Column.RESPONSE:
            title = heading(column, formats)
            text = self._response_spoken(run) or _("no scores on this run")
        return f"{title}: {text}"

    def tooltip(self, run: Run, column: Column) -> str | None:
        """What is told on hover; None = nothing more than the cell shows."""
        knee = KNEE_OF.get(column)
        if knee is not None:
            scores = self.scores(run, column)
            return None if scores.is_empty else run_words.pain_spoken(knee, scores)
        if column is Column.KIND:
            return run_words.kind_spoken(run)
        if column is Column.RESPONSE:
            return self._response_spoken(run) or None
        if column is Column.EFFORT:
            return None if run.rpe is None else run_words.effort_spoken(run)
        text = "\n".join(filter(None, (run.title, run.note)))
        if column in {Column.SHOE, Column.SURFACE, Column.HILLS}:
            text = self.texts(run)[column]
        # Qt guesses whether a tooltip is markup, so a person's text is sent as escaped markup.
        return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if text else None

    def _text(self, run: Run, column: Column) -> str:
        formats = self._formats()
        if column is Column.DATE:
            return run_words.day_text(run.on, self._today(), formats)
        if column is Column.DISTANCE:
            return "" if run.distance_m is None else formats.distance_value(run.distance_m, 2)
        if column is Column.TIME:
            return "" if run.duration_s is None else formats.duration(run.duration_s)
        if column is Column.PACE:
            pace = run_words.pace_of(run)
            return "" if pace is None else formats.pace(pace)
        if column is Column.KIND:
            return run_words.kind_text(run)
        if column is Column.EFFORT:
            return "" if run.rpe is None else str(run.rpe)
        if column in KNEE_OF:
            return run_words.pain_text(self.scores(run, column))
        return self._other_text(run, column)

    def _response_spoken(self, run: Run) -> str:
        today, formats = self._today(), self._formats()
        return "; ".join(
            spoken_response(knee, response, run.on, today, formats)
            for knee, response in self.responses(run)
        )

    def _other_text(self, run: Run, column: Column) -> str:
        if column is Column.RESPONSE:
            return run_words.responses_text(self.responses(run))
        if column is Column.SHOE:
            shoe = self._diary.shoes.get(run.shoe_id or "")
            return shoe.name if shoe else ""
        member = run.surface if column is Column.SURFACE else run.hills
        return label(member) if member else ""
