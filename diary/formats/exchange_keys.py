"""The walk over a file as read, before it is typed: keys nobody knows and zones nobody knows.

Both are kept out and named; what is known stays as it is for the typed reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias, get_args

import msgspec

from diary.domain.errors import InvalidValueError
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.period import zone_of

# Takes a JSON path, an `ExchangeCode` and facts by name.
Found: TypeAlias = Callable[..., None]

_ZONE_KEY = "timezone"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one shape; `parts` are those whose values are shapes or lists of shapes."""

    known: frozenset[str]
    parts: Mapping[str, Keys]
    has_zone: bool


@cache
def keys_of(shape: type[msgspec.Struct]) -> Keys:
    """The keys of a shape and of all shapes in it."""
    parts = {}
    fields = msgspec.structs.fields(shape)
    for each in fields:
        inner = _shape_in(each.type)
        if inner is not None:
            parts[each.encode_name] = keys_of(inner)
    known = frozenset(each.encode_name for each in fields)
    return Keys(known, parts, _ZONE_KEY in known)


def _shape_in(kind: object) -> type[msgspec.Struct] | None:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    for part in get_args(kind):
        inner = _shape_in(part)
        if inner is not None:
            return inner
    return None


def keep_known(raw: dict[str, Any], keys: Keys, path: str, found: Found) -> None:
    """Tell `found` of every unknown key and zone in a member and below; zones become null."""
    # Nearly every member is known from end to end; then no path is made.
    if not _is_known(raw, keys):
        _name_unknown(raw, keys, path, found)


def _is_known(raw: dict[str, Any], keys: Keys) -> bool:
    if not raw.keys() <= keys.known or (keys.has_zone and not _has_zone(raw)):
        return False
    for key, inner in keys.parts.items():
        value = raw.get(key)
        if value.__class__ is dict:
            if value and not _is_known(value, inner):
                return False
        elif value.__class__ is list and not all(
            _is_known(each, inner) for each in value if each.__class__ is dict
        ):
            return False
    return True


def _has_zone(raw: dict[str, Any]) -> bool:
    """True when the zone is absent, known, or no text at all (which the typed reading tells)."""
    zone = raw.get(_ZONE_KEY)
    return not isinstance(zone, str) or _is_zone(zone)


def _name_unknown(raw: dict[str, Any], keys: Keys, path: str, found: Found) -> None:
    if not raw.keys() <= keys.known:
        for key in sorted(raw.keys() - keys.known):
            found(f"{path}.{key}", ExchangeCode.UNKNOWN_KEY)
    if keys.has_zone and not _has_zone(raw):
        found(f"{path}.{_ZONE_KEY}", ExchangeCode.UNKNOWN_VALUE, found=raw[_ZONE_KEY])
        raw[_ZONE_KEY] = None
    for key, inner in keys.parts.items():
        value = raw.get(key)
        if isinstance(value, dict):
            _name_unknown(value, inner, f"{path}.{key}", found)
        elif isinstance(value, list):
            for number, each in enumerate(value):
                if isinstance(each, dict):
                    _name_unknown(each, inner, f"{path}.{key}[{number}]", found)


@lru_cache(maxsize=512)
def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except InvalidValueError:
        return False
    return True
