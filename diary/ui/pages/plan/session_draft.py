"""A session as it is being typed; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diary.domain.exercise import SessionKind


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """What the fields of the session form hold.

    `ticks` by exercise; `amounts` by exercise and the name of a field or of a knee, only of those
    whose fields are open.
    """

    on: date
    kind: SessionKind
    is_done: bool | None = None
    minutes: str = ""
    rpe: int | None = None
    text: str = ""
    ticks: Mapping[str, bool] = field(default_factory=dict)
    amounts: Mapping[tuple[str, str], str] = field(default_factory=dict)
