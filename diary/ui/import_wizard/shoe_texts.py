"""The pairs that runs of an import may get, and how each is called."""

from __future__ import annotations

from collections.abc import Iterable

from diary.domain.shoe import Shoe
from diary.services.import_plan import NO_SHOE, ShoeUse
from diary.words import _


def shoe_uses(shoes: Iterable[Shoe], new_names: Iterable[str] = ()) -> list[tuple[ShoeUse, str]]:
    """No pair, new ones of these names, and the pairs that are here: those in use first."""
    in_order = sorted(shoes, key=lambda each: (each.is_retired, each.name.casefold()))
    uses = [(NO_SHOE, _("No shoe"))]
    uses += [
        (ShoeUse(new_name=name), _("Add “{name}” as a new pair").format(name=name))
        for name in new_names
    ]
    return uses + [(ShoeUse(shoe.id), shoe.name) for shoe in in_order]


def shoe_name(use: ShoeUse, shoes: dict[str, str]) -> str:
    """A pair in the table; empty for none. `shoes` are the names by id."""
    if use.new_name:
        return _("{name} (new)").format(name=use.new_name)
    return "" if use.shoe_id is None else shoes.get(use.shoe_id, "")
