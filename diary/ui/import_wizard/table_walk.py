"""Which tables a person is asked about in the second step, and what was said of each so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from diary.domain.table_match import TableLook, TableMatch
from diary.services.import_plan import ImportPlan
from diary.ui.import_wizard.remembered_match import misfit_of


class NamedTable(NamedTuple):
    """A kind of table, the name of the first file that is one, and how many files are.

    `misfit` is a cell that speaks against what was remembered of such tables; empty when none does.
    """

    name: str
    look: TableLook
    file_count: int = 1
    misfit: str = ""


class Matched(NamedTuple):
    """What was said of tables by their keys; those left out give nothing at all."""

    matches: Mapping[str, TableMatch]
    left_out: frozenset[str]
    is_remembered: bool


class TableWalk:
    """The tables one after the other: first those with a question, later all of them."""

    def __init__(self, tables: Sequence[NamedTable] = (), asked: frozenset[str] = frozenset()):
        self.all = list(tables)
        self.tables = [table for table in tables if table.look.key in asked]
        self.matches: dict[str, TableMatch] = {}
        self.left_out: set[str] = set()
        self._at = 0

    @property
    def shown(self) -> NamedTable:
        """The table that is shown."""
        return self.tables[self._at]

    @property
    def has_next(self) -> bool:
        """True while another table comes after the one shown."""
        return self._at + 1 < len(self.tables)

    @property
    def has_previous(self) -> bool:
        """True when another table comes before the one shown."""
        return self._at > 0

    def go(self, number: int) -> NamedTable:
        """Show a table; -1 is the last."""
        self._at = number % len(self.tables)
        return self.shown

    def go_by(self, step: int) -> NamedTable:
        """Show the next table, or the one before."""
        return self.go(self._at + step)

    def open_all(self) -> None:
        """Also show those that nobody has to be asked about."""
        self.tables = list(self.all)

    def keep(self, match: TableMatch, *, is_left_out: bool) -> None:
        """Take note of what is said of the table shown."""
        key = self.shown.look.key
        self.left_out.discard(key)
        if is_left_out:
            self.left_out.add(key)
        else:
            self.matches[key] = match

    def as_last_time(self) -> list[TableLook]:
        """The tables that are read by what was remembered, and of which nothing was said now."""
        looks = (table.look for table in self.all)
        unsaid = {look.key for look in looks} - self.matches.keys() - self.left_out
        return [each.look for each in self.all if each.look.is_said and each.look.key in unsaid]

    def said(self, *, is_remembered: bool) -> Matched:
        """Everything that was said."""
        kept = {key: each for key, each in self.matches.items() if key not in self.left_out}
        return Matched(kept, frozenset(self.left_out), is_remembered)


def walk_of(plan: ImportPlan, zone: str) -> TableWalk:
    """The tables of a plan; asked are those of which something was guessed or does not fit."""
    found: dict[str, NamedTable] = {}
    for file in plan.files:
        if file.table is None:
            continue
        table = found.get(file.table.key)
        name = Path(file.member or file.path).name
        count = 1 if table is None else table.file_count + 1
        misfit = misfit_of(file.table, file.warnings, zone) if file.table.is_said else ""
        if table is None or (misfit and not table.misfit):
            # Of tables with one header the one is shown that does not fit.
            table = NamedTable(name, file.table, misfit=misfit)
        found[file.table.key] = table._replace(file_count=count)
    asked = frozenset(
        key for key, table in found.items() if table.look.wants_a_look or table.misfit
    )
    return TableWalk(list(found.values()), asked)
