"""Files of others to go through, made of small diaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Sign
from diary.domain.period import Span
from diary.formats.exchange import encode_diary
from diary.services.handing_over import HandingOver, Leaving
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.builders import a_day
from tests.builders_hand_over import QuickFiles

LAST_ON = date(2026, 11, 20)
MADE_AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
THE_DAY = date(2026, 11, 15)


@cache
def runner(initials: str = "J.K.", days: int = 60, seed: int = 1) -> Diary:
    """The diary of somebody with a question; no safety sign stands on its last day."""
    diary = sample_diary(days=days, seed=seed, last_on=LAST_ON, zone="Europe/Lisbon")
    calm = a_day(LAST_ON, knees={Knee.LEFT: KneeDay(signs=dict.fromkeys(Sign, False))})
    return replace(
        diary,
        person=replace(diary.person, initials=initials or None, questions=("Hills again?",)),
        days={**diary.days, LAST_ON: calm},
    )


def in_trouble(initials: str) -> Diary:
    """A diary with a safety sign on its last day."""
    diary = runner(initials)
    day = a_day(LAST_ON, knees={Knee.LEFT: KneeDay(signs={Sign.NO_WEIGHT: True})})
    return replace(diary, days={**diary.days, LAST_ON: day})


def a_file(
    path: Path, diary: Diary, *, span: Span | None = None, passphrase: str | None = None
) -> Path:
    """A hand-over file of a diary at this path."""
    handing = HandingOver(QuickFiles(), encode_diary, "kneelog 0.1.0")
    on = handing.hand_on(diary, Leaving(span), today=LAST_ON, made_at=MADE_AT, formats=Formats())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(handing.file(on, passphrase=passphrase))
    return path


def a_folder(folder: Path) -> Path:
    """Three runners in a folder; the last one has an open safety sign."""
    a_file(folder / "1.kneelog", runner("A.B.", seed=1))
    a_file(folder / "2.kneelog", runner("J.K.", seed=2))
    a_file(folder / "3.kneelog", in_trouble("M.O."))
    return folder
