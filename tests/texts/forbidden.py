"""Words that no text of a reminder uses: orders, alarm, and names of conditions."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    r"\b(you should|must|injur\w*|damage\w*|diagnos\w*|safe\w*|danger\w*|warning\w*|overtrain\w*"
    r"|patient|compliance|fail\w*|streak\w*|abnormal\w*|sync\w*|risk\w*|arthritis|tendon\w*"
    r"|syndrome|R-[A-Z]+)\b|!",
    re.IGNORECASE,
)
