"""Looks for words in the runs and in the notes of all days; each text is folded only once.

A diary of twenty years is gone through between two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.run import Finish, Run
from diary.domain.shoe import Shoe
from diary.texts.finding import Excerpt, excerpt, folded, wanted_words
from diary.texts.labels import label

_Keys = tuple[StrEnum | None, ...]


class FoundNote(NamedTuple):
    """The note of a day in which every word was found."""

    on: date
    excerpt: Excerpt


class RunSearch:
    """The folded texts of runs, kept as long as a run stays what it is."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Run, str]] = {}
        self._rows: dict[_Keys, str] = {}

    def passed(self, runs: Iterable[Run], text: str, shoes: Mapping[str, Shoe]) -> list[Run]:
        """The runs that have every word of `text` in their note or in the words of their row."""
        words = wanted_words(text)
        names = {shoe_id: folded(shoe.name) for shoe_id, shoe in shoes.items()}
        found = []
        for run in runs:
            known = self._known.get(run.id)
            own = known[1] if known is not None and known[0] is run else self._fold(run)
            shoe = names.get(run.shoe_id or "", "")
            for word in words:
                if word not in own and word not in shoe:
                    break
            else:
                found.append(run)
        return found

    def _fold(self, run: Run) -> str:
        # Kind and sport have places of their own: a word may be one of both.
        sport = None if run.kind else run.sport
        keys = (run.kind, sport, run.surface, run.hills, run.finish)
        text = self._rows.get(keys)
        if text is None:
            text = self._rows[keys] = _words_of(keys)
        if run.title or run.note:
            text = folded(f"{run.title}\n{run.note}") + "\n" + text
        self._known[run.id] = (run, text)
        return text


def _words_of(keys: _Keys) -> str:
    """The folded labels of a row, the same few for a hundred thousand runs."""
    # "As planned" is what nobody looks for, and stands with nearly every run.
    told = [key for key in keys if key is not None and key is not Finish.AS_PLANNED]
    return "\n".join(folded(label(key)) for key in told)


class NoteSearch:
    """The folded notes of the days of a diary, newest first."""

    def __init__(self) -> None:
        self._days: Mapping[date, Day] = {}
        self._notes: list[tuple[date, str, str]] = []

    def found(self, diary: Diary, text: str, since: date | None = None) -> Sequence[FoundNote]:
        """The days since then whose note has every word of `text`; none without a word."""
        words = wanted_words(text)
        if not words:
            return []
        self._take(diary.days)
        return [
            FoundNote(on, excerpt(note, words))
            for on, note, plain in self._notes
            if (since is None or on >= since) and all(word in plain for word in words)
        ]

    def _take(self, days: Mapping[date, Day]) -> None:
        if days is self._days:
            return
        known = {(on, note): plain for on, note, plain in self._notes}
        written = sorted(((day.on, day.note) for day in days.values() if day.note), reverse=True)
        self._notes = [(on, note, known.get((on, note)) or folded(note)) for on, note in written]
        self._days = days
