"""Plain words for what is odd or wrong in an exchange file; each starts with its JSON path."""

from __future__ import annotations

from diary.domain.exchange_problem import ExchangeCode, ExchangeProblem
from diary.words import _, mark

_TEXTS = {
    ExchangeCode.UNREADABLE: mark("This file cannot be read. Choose another one."),
    ExchangeCode.TOO_LARGE: mark("This file is larger than {expected} MB, the most it may be."),
    ExchangeCode.NOT_JSON: mark("This is not a JSON file in UTF-8 ({detail})."),
    ExchangeCode.TOO_DEEP: mark("Lists and objects are nested too deeply."),
    ExchangeCode.WRONG_FORMAT: mark("This is not a Kneelog diary; the format is “{found}”."),
    ExchangeCode.NEWER_VERSION: mark(
        "This file was made by a newer version (form {found}, known here {known})."
    ),
    ExchangeCode.MISSING_KEY: mark("This is required and is not there."),
    ExchangeCode.WRONG_TYPE: mark("“{found}” is of the wrong kind; expected: {expected}."),
    ExchangeCode.OUT_OF_RANGE: mark("“{found}” is out of range; expected: {expected}."),
    ExchangeCode.INCONSISTENT: mark("“{found}” does not go with {expected}."),
    ExchangeCode.DUPLICATE: mark("“{found}” is there twice."),
    ExchangeCode.NAMES_NOTHING: mark("“{found}” names nothing in this file."),
    ExchangeCode.UNKNOWN_KEY: mark("This key is not known and was left out."),
    ExchangeCode.UNKNOWN_VALUE: mark("“{found}” is not known; taken as not answered."),
    ExchangeCode.SETTING_REFUSED: mark(
        "“{found}” is out of bounds ({expected}); the default is used for {name}."
    ),
    ExchangeCode.UNKNOWN_SETTING: mark("“{found}” is not a setting; this change was left out."),
    ExchangeCode.CHANGE_REFUSED: mark(
        "“{found}” does not fit {name} ({expected}); this change was left out."
    ),
    ExchangeCode.INCOMPLETE: mark("This says too little and was left out."),
}
_WITHOUT_EXPECTED = {
    ExchangeCode.OUT_OF_RANGE: mark("“{found}” is out of range."),
    ExchangeCode.WRONG_TYPE: mark("“{found}” is of the wrong kind."),
    ExchangeCode.INCONSISTENT: mark("“{found}” does not go with the rest."),
}


def exchange_problem_text(problem: ExchangeProblem) -> str:
    """The sentence for one problem of an exchange file."""
    facts = {"found": "", "expected": "", "detail": "", **problem.facts}
    texts = _TEXTS if facts["expected"] else {**_TEXTS, **_WITHOUT_EXPECTED}
    return f"{problem.path}: " + _(texts[problem.code]).format(**facts)


def notes_problem_text(problem: ExchangeProblem) -> str:
    """The sentence for one problem of a file of notes; about the whole file it needs no place."""
    if problem.code is ExchangeCode.WRONG_FORMAT:
        return _("This is no file of notes for a Kneelog diary.")
    return exchange_problem_text(problem).removeprefix("$: ")
