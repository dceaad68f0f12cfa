"""`kneelog shoes`: every pair with its distance, limit and forecast on a day."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from diary.cli.call import Call, formats_of, put_document, put_table, say
from diary.cli.options import option_json, options_for_days
from diary.cli.words import none_of
from diary.domain.diary import Diary
from diary.domain.rules.shoe_wear import ShoeWear, limit_reached_on, shoe_wear
from diary.domain.run import Run
from diary.domain.shoe import Shoe, WearState
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _

# Worked out, beside the keys that a pair has of its own.
_COMPUTED = tuple(each.name for each in fields(ShoeWear) if each.name != "limit_m")


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    options_for_days(parser)
    option_json(parser)


def run(call: Call) -> int:
    """List the pairs that were in use in the days chosen, with their numbers on the last one."""
    call.chosen_days()
    first, on = call.day(call.options.from_), call.day(call.options.to) or call.today
    diary, status = call.read_diary("runs", "shoes")
    of_shoe: dict[str, list[Run]] = {}
    for each in diary.runs.values():
        if each.shoe_id is not None:
            of_shoe.setdefault(each.shoe_id, []).append(each)
    listed = [
        (shoe, shoe_wear(shoe, of_shoe.get(shoe.id, []), diary.settings, on))
        for shoe in diary.shoes.values()
        if (first is None or shoe.retired_on is None or shoe.retired_on >= first)
        and (call.options.to is None or shoe.first_used_on is None or shoe.first_used_on <= on)
    ]
    if call.is_json:
        _put_json(listed)
    elif listed:
        formats = formats_of(diary)
        heads = (_("Name"), _("Kind"), _("Distance"), _("Limit"), _("Used"), _("State"))
        more = (_("A week"), _("Limit reached"), _("Retired"))
        rows = (
            _row(shoe, wear, _reached_on(shoe, wear, of_shoe, diary, on), formats)
            for shoe, wear in listed
        )
        put_table((*heads, *more), rows, right="llrrrlr")
    else:
        say(none_of(_("shoes")))
    return status


def _put_json(listed: list[tuple[Shoe, ShoeWear]]) -> None:
    import msgspec  # noqa: PLC0415 - only for JSON

    from diary.formats import exchange_writing  # noqa: PLC0415 - only for JSON

    rows = [
        {
            **msgspec.structs.asdict(exchange_writing.shoe(shoe)),
            **{name: getattr(wear, name) for name in _COMPUTED},
        }
        for shoe, wear in listed
    ]
    put_document({"shoes": rows})


def _reached_on(
    shoe: Shoe, wear: ShoeWear, of_shoe: Mapping[str, list[Run]], diary: Diary, on: date
) -> date | None:
    """The day on which the limit was reached, or will be at the present rate."""
    if wear.state is not WearState.OVER:
        return wear.forecast_on
    return limit_reached_on(shoe, of_shoe.get(shoe.id, []), diary.settings, on)


def _row(shoe: Shoe, wear: ShoeWear, reached_on: date | None, formats: Formats) -> tuple[str, ...]:
    return (
        shoe.name,
        label(shoe.kind) if shoe.kind else "",
        formats.distance(wear.distance_m, 0),
        formats.distance(wear.limit_m, 0),
        f"{formats.number(100 * wear.share, 0)} %",
        label(wear.state),
        formats.distance(wear.m_per_week),
        "" if reached_on is None else formats.day(reached_on),
        "" if shoe.retired_on is None else formats.day(shoe.retired_on),
    )
