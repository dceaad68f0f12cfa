"""How many random cases a test tries: few in `make test`, ten times as many in `make thorough`."""

import os

IS_THOROUGH = os.environ.get("THOROUGH") == "1"


def cases(count: int) -> int:
    """The number of cases to try now, of which `count` are enough for every day."""
    return count * 10 if IS_THOROUGH else count
