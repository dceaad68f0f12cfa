"""What is wrong inside a diary file, as data; `diary.texts.checks` words it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ProblemCode(StrEnum):
    """The kinds of damage and of files that are no diary."""

    MISSING = "missing"
    NOT_A_DIARY = "not_a_diary"
    NEWER = "newer"
    HEADER = "header"
    STRUCTURE = "structure"
    SCHEMA = "schema"
    CHANGED_FILE = "changed_file"
    BROKEN_LINK = "broken_link"
    CHANGED_ROW = "changed_row"
    COUNT = "count"
    UNREADABLE_ROW = "unreadable_row"
    UNREADABLE_TEXT = "unreadable_text"
    UNREADABLE_TABLE = "unreadable_table"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file.

    `where` names a table, or a table and a row as `runs/0190…`; empty = the file as a whole.
    `details` carries what the sentence needs, by name.
    """

    code: ProblemCode
    where: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
