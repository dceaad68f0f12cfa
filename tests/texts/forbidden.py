"""Words that no text of a reminder uses: orders, alarm, and what only a professional may say."""

from __future__ import annotations

import re

_ORDERS_AND_ALARM = (
    "you should|must|safe|safely|unsafe|danger\\w*|warning\\w*|risk\\w*|overtrain\\w*|stop forever"
)
_BLAME = "compliance|fail\\w*|streak\\w*|abnormal\\w*|sync\\w*|patients?"
_NAMES_OF_CONDITIONS = (
    "injur\\w*|damag\\w*|diagnos\\w*|arthritis|tendon\\w*|syndrome|runner'?s knee|patellofemoral"
    "|chondromalacia|menisc\\w*|bursitis|ligaments?|cartilage|fractur\\w*|sprain\\w*|torn|clots?"
)
_TREATMENT_AND_PROMISES = (
    "ibuprofen|paracetamol|aspirin|doses?|supplements?|heal\\w*|cure[sd]?|guarantee\\w*|predict\\w*"
)
FORBIDDEN = re.compile(
    rf"\b({_ORDERS_AND_ALARM}|{_BLAME}|{_NAMES_OF_CONDITIONS}|{_TREATMENT_AND_PROMISES}"
    r"|R-[A-Z]+|U[12])\b|!",
    re.IGNORECASE,
)
# "1 days", "3 day": a count and its word that do not go together.
WRONG_COUNT = re.compile(
    r"(?<![\d.,])1 (?:days|weeks|runs|points|entries|times)\b"
    r"|\b(?:0|[2-9]|\d\d+) (?:day|week|run|point|entry|time)\b"
)
