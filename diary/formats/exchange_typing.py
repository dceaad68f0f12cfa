"""From bytes to typed members, one member at a time, so that every fault has its JSON path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from diary.domain.exchange_problem import ExchangeCode, ExchangeProblem
from diary.formats.exchange_keys import keep_known, keys_of

Shape = TypeVar("Shape", bound=msgspec.Struct)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UNKNOWN_VALUES_MOST = 200
LONGEST_FACT = 60
_PLACE = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_MISSING = re.compile(r"Object missing required field `(.*)`")
_KINDS = {dict: "object", list: "list", str: "text", bool: "true or false", type(None): "null"}
# The library's names of kinds, in words of the format.
_WORDS = {
    "int": "whole number",
    "float": "number",
    "str": "text",
    "bool": "true or false",
    "array": "list",
    "null": "",
}
_KIND = re.compile(r"\b(int|float|str|bool|array|null)\b")
# What stands for a value that is unknown here and cannot be left unanswered.
_INSTEAD = {"sport": "other"}


class Problems:
    """Collects what is found in one file."""

    def __init__(self) -> None:
        self.found: list[ExchangeProblem] = []

    def add(self, path: str, code: ExchangeCode, **facts: object) -> None:
        """Note one problem."""
        shown = {name: _short(fact) for name, fact in facts.items()}
        self.found.append(ExchangeProblem(path, code, shown))

    @property
    def is_refused(self) -> bool:
        """True when the file cannot be used."""
        return any(each.is_refusal for each in self.found)


def _short(fact: object) -> object:
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return fact
    text = fact if isinstance(fact, str) else _KINDS.get(type(fact), str(fact))
    return text if len(text) <= LONGEST_FACT else f"{text[:LONGEST_FACT]}…"


def parsed(content: bytes, problems: Problems) -> dict[str, Any] | None:
    """The file's one object, untyped; None when there is none."""
    try:
        try:
            raw = msgspec.json.decode(content.removeprefix(BYTE_ORDER_MARK))
        except msgspec.ValidationError:
            # A number no machine can hold: read on, so that its place can be named.
            raw = json.loads(content, parse_int=_whole, parse_constant=_refuse)
            # The strict reader refuses half a character, which no diary could keep.
            json.dumps(raw, ensure_ascii=False).encode()
    except RecursionError:
        problems.add("$", ExchangeCode.TOO_DEEP)
        return None
    except ValueError as error:
        problems.add("$", ExchangeCode.NOT_JSON, detail=str(error))
        return None
    if not isinstance(raw, dict):
        problems.add("$", ExchangeCode.WRONG_TYPE, found=raw, expected="object")
        return None
    return raw


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= LONGEST_FACT else float(digits)


def _refuse(name: str) -> float:
    raise ValueError(name)


def members(
    top: dict[str, Any], key: str, shape: type[Shape], problems: Problems
) -> Iterator[tuple[str, Shape]]:
    """The members of a list as (JSON path, typed member); those with a fault are left out."""
    listed = top.get(key)
    if listed is None:
        return
    if not isinstance(listed, list):
        problems.add(f"$.{key}", ExchangeCode.WRONG_TYPE, found=listed, expected="list")
        return
    for number, raw in enumerate(listed):
        path = f"$.{key}[{number}]"
        member = typed(raw, shape, path, problems)
        if member is not None:
            yield path, member


def typed(raw: object, shape: type[Shape], path: str, problems: Problems) -> Shape | None:
    """One member; values that the vocabulary does not know become unanswered, and are named."""
    if not isinstance(raw, dict):
        problems.add(path, ExchangeCode.WRONG_TYPE, found=raw, expected="object")
        return None
    keep_known(raw, keys_of(shape), path, problems.add)
    for _ in range(UNKNOWN_VALUES_MOST):
        try:
            return msgspec.convert(raw, shape)
        except msgspec.ValidationError as error:
            place = _PLACE.fullmatch(str(error))
            what, below = (place["what"], place["path"] or "") if place else (str(error), "")
        if not what.startswith("Invalid enum value"):
            _refused(raw, what, path, below, problems)
            return None
        steps = _steps(below)
        problems.add(path + below, ExchangeCode.UNKNOWN_VALUE, found=_value(raw, steps))
        _forget(raw, steps)
    problems.add(path, ExchangeCode.OUT_OF_RANGE)
    return None


def _refused(raw: object, what: str, path: str, below: str, problems: Problems) -> None:
    missing = _MISSING.fullmatch(what)
    if missing:
        problems.add(f"{path}{below}.{missing[1]}", ExchangeCode.MISSING_KEY)
        return
    value = _value(raw, _steps(below))
    if value is None:
        problems.add(path + below, ExchangeCode.MISSING_KEY)
        return
    is_kind = "got `" in what or "Invalid RFC3339" in what or "timezone component" in what
    code = ExchangeCode.WRONG_TYPE if is_kind or "regex" in what else ExchangeCode.OUT_OF_RANGE
    problems.add(path + below, code, found=value, expected=_expected(what))


def _expected(what: str) -> str:
    """What would have fitted, from the words of the library."""
    if "RFC3339" in what or "timezone component" in what:
        return "2026-11-20" if "date" in what.split() else "2026-11-20T18:42:00Z"
    if "regex" in what:
        return "18:42"
    found = re.fullmatch(r"Expected (.*?)(?:, got .*)?", what)
    if found is None:
        return ""
    return _KIND.sub(lambda kind: _WORDS[kind[0]], found[1].replace("`", "")).strip(" |")


def _steps(path: str) -> list[str | int]:
    return [int(step[2]) if step[2] else step[1] for step in _STEP.finditer(path)]


def _value(raw: Any, steps: list[str | int]) -> object:  # noqa: ANN401 - whatever JSON holds
    for step in steps:
        raw = raw[step]
    value: object = raw
    return value


def _forget(raw: Any, steps: list[str | int]) -> None:  # noqa: ANN401 - whatever JSON holds
    """Make a value unanswered; a list that loses its last member is unanswered, not empty."""
    *above, last = steps
    holder = _value(raw, above)
    if isinstance(holder, list):
        del holder[int(last)]
        if not holder:
            _forget(raw, above)
    elif isinstance(holder, dict):
        holder[last] = _INSTEAD.get(str(last))
