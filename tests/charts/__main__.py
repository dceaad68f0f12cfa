"""Draws anew what the tests of charts compare with: ``python -m tests.charts regenerate``.

Only on purpose: look at what git says has changed before it is kept.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.charts.goldens import REGENERATING

_TESTS = Path(__file__).with_name("test_goldens.py")
_HOW = ("-q", "-n0", "-p", "no:randomly", "-k", "golden_picture")


def main() -> int:
    """Return the status of the tests that write instead of comparing."""
    if sys.argv[1:] != ["regenerate"]:
        print(__doc__)
        return 2
    os.environ[REGENERATING] = "1"
    return int(pytest.main([*_HOW, str(_TESTS)]))


if __name__ == "__main__":
    sys.exit(main())
