"""Words that no text of a reminder uses: orders, alarm, and what only a professional may say."""

from __future__ import annotations

import re

_ORDERS_AND_ALARM = (
    "you\\s+should|must|safe|safely|unsafe|danger\\w*|warning\\w*|risk\\w*|overtrain\\w*"
    "|stop forever"
)
_BLAME = "compliance|fail\\w*|streak\\w*|abnormal\\w*|sync\\w*|patients?"
_NAMES_OF_CONDITIONS = (
    "injur\\w*|damag\\w*|diagnos\\w*|\\w*arthriti\\w*|tend[io]n\\w*|syndrome|runner.?s knee"
    "|patellofemoral|chondromalacia|menisc\\w*|bursitis|ligaments?|ACL|PCL|cartilage|fractur\\w*"
    "|sprain\\w*|dislocat\\w*|tears?|tearing|torn|clots?"
)
_TREATMENT_AND_PROMISES = (
    "ibuprofen|paracetamol|aspirin|doses?|supplements?|heal\\w*|cure[sd]?|guarantee\\w*|predict\\w*"
)
FORBIDDEN = re.compile(
    rf"\b({_ORDERS_AND_ALARM}|{_BLAME}|{_NAMES_OF_CONDITIONS}|{_TREATMENT_AND_PROMISES}"
    r"|R-[A-Z]+|U[12])\b|!",
    re.IGNORECASE,
)
NAMES = re.compile(_NAMES_OF_CONDITIONS, re.IGNORECASE)
# "1 days", "3 day": a count and its word that do not go together.
WRONG_COUNT = re.compile(
    r"(?<![\d.,])1 (?:days|weeks|runs|points|entries|times)\b"
    r"|\b(?:0|[2-9]|\d\d+) (?:day|week|run|point|entry|time)\b"
)
# What is no reminder: files, disks and numbers that were typed, and what Kneelog does not do.
_ELSEWHERE = (
    *("damaged diary", "file is damaged", "so damaged that", "was damaged, or changed"),
    *("damaged or changed", "not a diagnosis"),
    *("connection can damage it", "backup is damaged", "Backup: failed", "backup failed"),
    *("keeps failing should be replaced", "failing disk", "one may be failing", "fails again"),
    *("hat is safe.", "what is safe, and", "them is safe", "finished backups are safe there"),
    *("synced folder", "must be from {low} to {high}", "must be more than “fine up to”"),
    *("Apple Health", "open **Health**", "**Export all health data**", "else about your health"),
    *("It does not diagnose", "not examine, diagnose or treat", "None of this is a diagnosis"),
)
_PLACE = re.compile(r"\{\w+\}")


def forbidden_words(text: str, *, has_names: bool = False) -> list[str]:
    """The words in a text of the source that have no place there.

    `has_names`: it tells which names of conditions there are, and of nobody's knee.
    """
    for words in _ELSEWHERE:
        text = text.replace(words, "")
    found = [each[0] for each in FORBIDDEN.finditer(_PLACE.sub("", text))]
    return [word for word in found if not (has_names and NAMES.fullmatch(word))]


def unused_exceptions(texts: list[str]) -> list[str]:
    """The exceptions that no text needs any more."""
    return [words for words in _ELSEWHERE if not any(words in text for text in texts)]
