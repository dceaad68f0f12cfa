"""How the drafts of the forms of the plan are read back; no Qt."""

from __future__ import annotations

from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.run import STAGE_MOST
from diary.domain.session import RPE_MOST
from diary.domain.settings import SetBy
from diary.ui.entry_forms.kept_drafts import DraftKind, a_day, by_key, each, exactly, or_none
from diary.ui.pages.plan.plan_draft import ExerciseDraft, PlanDraft
from diary.ui.pages.plan.session_draft import SessionDraft
from diary.ui.pages.plan.stages_draft import CELLS, StagesDraft


def _two_texts(pair: list[object]) -> tuple[str, str]:
    one, other = pair
    return TEXT(one), TEXT(other)


def _rows(pairs: list[list[object]]) -> dict[int, tuple[str, ...]]:
    rows: dict[int, tuple[str, ...]] = by_key(WHOLE, each(TEXT))(pairs)
    if not 1 <= len(rows) <= STAGE_MOST or any(len(row) != CELLS for row in rows.values()):
        raise ValueError(len(rows))
    return rows


def _effort(value: object) -> int:
    effort = WHOLE(value)
    if not 1 <= effort <= RPE_MOST:
        raise ValueError(effort)
    return effort


TEXT, WHOLE, YES = exactly(str), exactly(int), exactly(bool)
PLAN = DraftKind(
    "plan",
    PlanDraft,
    {
        "from_on": a_day,
        "until": or_none(a_day),
        "name": TEXT,
        "strength": TEXT,
        "mobility": TEXT,
        "runs": TEXT,
        "total": TEXT,
        "set_by": SetBy,
        "exercise_ids": each(TEXT),
    },
)
EXERCISE = DraftKind(
    "exercise",
    ExerciseDraft,
    {
        "name": TEXT,
        "areas": each(BodyArea),
        "sets": TEXT,
        "reps": TEXT,
        "seconds": TEXT,
        "load": TEXT,
        "side": or_none(Side),
        "note": TEXT,
        "from_pt": YES,
    },
)
SESSION = DraftKind(
    "session",
    SessionDraft,
    {
        "on": a_day,
        "kind": SessionKind,
        "is_done": or_none(YES),
        "minutes": TEXT,
        "rpe": or_none(_effort),
        "text": TEXT,
        "ticks": by_key(TEXT, YES),
        "amounts": by_key(_two_texts, TEXT),
    },
)
STAGES = DraftKind("stages", StagesDraft, {"rows": _rows})
