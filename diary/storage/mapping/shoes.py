"""Pairs of shoes from rows and back; what was said about a pair over time is JSON in its row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.domain.run import RunKind, Surface
from diary.domain.shoe import Inspection, LimitChange, Shoe, ShoeKind, SoleFinding, UsualFor
from diary.storage.mapping.cells import (
    YES_NO,
    Row,
    RowKey,
    day,
    day_text,
    json_text,
    key,
    parsed,
    real,
    whole,
)


def to_shoe(row: Row) -> Shoe:
    """A pair of shoes from its row."""
    identity, name, brand, model, kind, first_on, initial_m, limit_m, retired_on = row[:9]
    usual_for, orthotics, comfort, drop_mm, stack_mm, note, seen, limits, before_m = row[9:]
    usual = parsed(usual_for, dict)
    return Shoe(
        identity,
        name,
        brand,
        model,
        None if kind is None else ShoeKind(kind),
        day(first_on),
        initial_m,
        limit_m,
        day(retired_on),
        UsualFor(
            tuple(RunKind(value) for value in usual["kinds"]),
            tuple(Surface(value) for value in usual["surfaces"]),
        ),
        YES_NO[orthotics],
        comfort,
        drop_mm,
        stack_mm,
        note,
        tuple(
            Inspection(date.fromisoformat(on), tuple(SoleFinding(value) for value in findings))
            for on, findings in parsed(seen, list)
        ),
        tuple(
            LimitChange(date.fromisoformat(on), float(limit)) for on, limit in parsed(limits, list)
        ),
        before_m,
    )


def shoe_rows(shoe: Shoe) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a pair."""
    usual = shoe.usual_for
    yield (
        ("shoes", shoe.id),
        (
            shoe.name,
            shoe.brand,
            shoe.model,
            key(shoe.kind),
            day_text(shoe.first_used_on),
            real(shoe.initial_distance_m),
            real(shoe.limit_m),
            day_text(shoe.retired_on),
            json_text({"kinds": usual.kinds, "surfaces": usual.surfaces}),
            whole(shoe.orthotics),
            whole(shoe.comfort),
            real(shoe.drop_mm),
            real(shoe.stack_mm),
            shoe.note,
            json_text([(look.on.isoformat(), look.findings) for look in shoe.inspections]),
            json_text([(each.on.isoformat(), each.limit_m) for each in shoe.limit_changes]),
            real(shoe.distance_before_span_m),
        ),
    )
