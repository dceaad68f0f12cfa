"""`diary.json` as tables for a spreadsheet: one file a list, columns named by its keys with dots.

UTF-8 with a byte order mark, decimal points. A text that a spreadsheet would take for a formula
gets an apostrophe in front, and one that begins with an apostrophe a second one. A list inside of a
list is a file of its own, with the key of what it belongs to in its first column.
"""

from __future__ import annotations

import csv
import io
import types
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from diary.formats.exchange_document import Document
from diary.formats.exchange_typing import BYTE_ORDER_MARK

BETWEEN = "; "
NONE_OF_THEM = "[]"
# With the signs of full and of small width, which some spreadsheets read as the usual ones.
_FORMULA = (*"=+-@", *"\uff1d\uff0b\uff0d\uff20", *"\ufe66\ufe62\ufe63\ufe6b")
# Controls and signs without a width: a spreadsheet may take them away before it looks.
_UNSEEN = frozenset({"Cc", "Cf"})
_NO_FORMULA = ("\t", "\r", "\n", "'")
_OWN_KEYS = ("id", "on", "at", "rule")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of one list: paths of keys, and the lists inside of it by their path."""

    paths: list[tuple[str, ...]] = field(default_factory=list)
    lists: dict[tuple[str, ...], type[msgspec.Struct]] = field(default_factory=dict)


def csv_tables(document: bytes) -> dict[str, bytes]:
    """The tables of a sound `diary.json` by their file names, such as `runs.csv`."""
    top: dict[str, Any] = msgspec.json.decode(document)
    tables: dict[str, bytes] = {}
    for name, shape, is_list in _parts():
        if top.get(name) is not None:
            rows = top[name] if is_list else [top[name]]
            tables.update(_tables(name, shape, rows))
    settings: Mapping[str, Any] | None = top.get("settings")
    if settings:
        cells = [_cell(value) for value in settings.values()]
        tables["settings.csv"] = _written(list(settings), [cells])
    return tables


def safe_cell(text: str) -> str:
    """A text so that a spreadsheet shows it as it is and calculates nothing."""
    shown = text.lstrip()
    while shown and unicodedata.category(shown[0]) in _UNSEEN:
        shown = shown[1:].lstrip()
    is_risky = text.startswith(_NO_FORMULA) or shown.startswith(_FORMULA)
    return f"'{text}" if is_risky else text


def _tables(
    name: str, shape: type[msgspec.Struct], rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, bytes]]:
    columns = _columns(shape)
    header = [".".join(path) for path in columns.paths]
    lines = ([_cell(_at(row, path)) for path in columns.paths] for row in rows)
    yield f"{name}.csv", _written(header, lines)
    for path, inner in columns.lists.items():
        yield _inner_table(name, path, inner, rows)


def _inner_table(
    name: str,
    path: tuple[str, ...],
    shape: type[msgspec.Struct],
    rows: Sequence[Mapping[str, Any]],
) -> tuple[str, bytes]:
    known = {each[0] for each in _columns_of_owner(name)}
    own = next((key for key in _OWN_KEYS if key in known), _OWN_KEYS[0])
    paths = _columns(shape).paths
    header = [f"{name}.{own}", *(".".join(each) for each in paths)]
    lines = (
        [_cell(row.get(own)), *(_cell(_at(inner, each)) for each in paths)]
        for row in rows
        for inner in _at(row, path) or ()
    )
    return f"{'.'.join((name, *path))}.csv", _written(header, lines)


def _columns_of_owner(name: str) -> Sequence[tuple[str, ...]]:
    return next(_columns(shape).paths for each, shape, _is_list in _parts() if each == name)


def _written(header: Sequence[str], lines: Iterator[list[str]] | list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


def _at(row: Mapping[str, Any], path: Sequence[str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    value: Any = row
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        # Asked and none of them is not the same as not answered.
        return safe_cell(BETWEEN.join(value)) if value else NONE_OF_THEM
    return msgspec.json.encode(value).decode()


@cache
def _parts() -> Sequence[tuple[str, type[msgspec.Struct], bool]]:
    """The lists of `diary.json`, and what stands there once, in the order of the file."""
    found = []
    for each in msgspec.structs.fields(Document):
        shape, is_list = _shape_in(each.type)
        if shape is not None and each.encode_name != "span":
            found.append((each.encode_name, shape, is_list))
    return found


@cache
def _columns(shape: type[msgspec.Struct]) -> _Columns:
    columns = _Columns()
    for each in msgspec.structs.fields(shape):
        inner, is_list = _shape_in(each.type)
        here = (each.encode_name,)
        if inner is None:
            columns.paths.append(here)
        elif is_list:
            columns.lists[here] = inner
        else:
            below = _columns(inner)
            columns.paths.extend(here + path for path in below.paths)
            columns.lists.update({here + path: kind for path, kind in below.lists.items()})
    return columns


def _shape_in(kind: object) -> tuple[type[msgspec.Struct] | None, bool]:
    """The shape that a key holds, if any, and whether it holds several."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind, False
    origin = get_origin(kind)
    if origin is Annotated:
        return _shape_in(get_args(kind)[0])
    if origin in (list, tuple):
        return _shape_in(get_args(kind)[0])[0], True
    if origin in (Union, types.UnionType):
        found = (_shape_in(each) for each in get_args(kind))
        return next((each for each in found if each[0] is not None), (None, False))
    return None, False
