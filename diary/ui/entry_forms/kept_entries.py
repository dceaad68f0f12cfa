"""How the drafts of runs and of pairs are read back; no Qt."""

from __future__ import annotations

from diary.domain.knee import Knee, Moment
from diary.domain.run import Aid, Finish, Hills, RunKind, Surface, WarmUp
from diary.domain.shoe import ShoeKind
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.shoe_draft import ShoeDraft
from diary.ui.entry_forms.kept_drafts import DraftKind, a_day, by_key, each, exactly, or_none


def _knee_and_moment(pair: list[str]) -> tuple[Knee, Moment]:
    knee, moment = pair
    return Knee(knee), Moment(moment)


TEXT, WHOLE, YES = exactly(str), exactly(int), exactly(bool)
RUN = DraftKind(
    "run",
    RunDraft,
    {
        "on": a_day,
        "start": TEXT,
        "distance": TEXT,
        "time": TEXT,
        "shoe_id": or_none(TEXT),
        "scores": by_key(_knee_and_moment, WHOLE),
        "finish": or_none(Finish),
        "kind": or_none(RunKind),
        "surface": or_none(Surface),
        "hills": or_none(Hills),
        "rpe": or_none(WHOLE),
        "warmup": or_none(WarmUp),
        "cadence": TEXT,
        "climb": TEXT,
        "onset_distance": TEXT,
        "onset_time": TEXT,
        "limped": by_key(Knee, YES),
        "turned_sharp": by_key(Knee, YES),
        "form_faded": or_none(YES),
        "aids": or_none(each(Aid)),
        "note": TEXT,
        "run_walk_stage": or_none(WHOLE),
    },
)
SHOE = DraftKind(
    "shoe",
    ShoeDraft,
    {
        "first_used_on": a_day,
        "name": TEXT,
        "kind": or_none(ShoeKind),
        "initial": TEXT,
        "limit": TEXT,
        "brand": TEXT,
        "model": TEXT,
        "kinds": each(RunKind),
        "surfaces": each(Surface),
        "orthotics": YES,
        "drop": TEXT,
        "stack": TEXT,
        "note": TEXT,
    },
)
