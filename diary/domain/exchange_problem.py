"""What was odd or wrong in an exchange file: a code, its JSON path, data for the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ExchangeCode(StrEnum):
    """What is wrong; the first group refuses the file, the second is only told."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    WRONG_FORMAT = "wrong_format"
    NEWER_VERSION = "newer_version"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    OUT_OF_RANGE = "out_of_range"
    INCONSISTENT = "inconsistent"
    DUPLICATE = "duplicate"
    NAMES_NOTHING = "names_nothing"

    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_VALUE = "unknown_value"
    SETTING_REFUSED = "setting_refused"
    UNKNOWN_SETTING = "unknown_setting"
    CHANGE_REFUSED = "change_refused"
    INCOMPLETE = "incomplete"


_ONLY_TOLD = frozenset(
    {
        ExchangeCode.UNKNOWN_KEY,
        ExchangeCode.UNKNOWN_VALUE,
        ExchangeCode.SETTING_REFUSED,
        ExchangeCode.UNKNOWN_SETTING,
        ExchangeCode.CHANGE_REFUSED,
        ExchangeCode.INCOMPLETE,
    }
)


@dataclass(frozen=True, slots=True)
class ExchangeProblem:
    """One problem at a JSON path such as `$.days[3].knees.left.morning.score`.

    `facts` has `found` (the value in the file) and, by code, `expected` or `known`.
    """

    path: str
    code: ExchangeCode
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_refusal(self) -> bool:
        """True when the file cannot be used because of it."""
        return self.code not in _ONLY_TOLD
