"""The shape of a whole `diary.json`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from diary.formats import exchange_shapes as shapes
from diary.formats import exchange_visits as visits
from diary.formats.exchange_plans import Exercise, Plan, RunWalk, Session
from diary.formats.exchange_shapes import Instant, Span


class Document(Struct, kw_only=True):
    """A diary, or the part of one that `span` names, in SI units; null or absent = not answered."""

    format: shapes.FormatName
    version: Annotated[int, Meta(ge=1, le=shapes.VERSION)]
    made_at: Instant | None = None
    program: str | None = None
    span: Span | None = None
    person: shapes.Person | None = None
    settings: dict[str, str | float | list[str] | None] | None = None
    setting_changes: list[shapes.SettingChange] | None = None
    days: list[shapes.Day] | None = None
    runs: list[shapes.Run] | None = None
    shoes: list[shapes.Shoe] | None = None
    events: list[shapes.Event] | None = None
    exercises: list[Exercise] | None = None
    plans: list[Plan] | None = None
    sessions: list[Session] | None = None
    run_walk: RunWalk | None = None
    totals: list[visits.Total] | None = None
    pt_notes: list[visits.PtNote] | None = None
    reminders: list[shapes.Reminder] | None = None
