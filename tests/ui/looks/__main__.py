"""Draws anew what the tests of looks compare with: ``python -m tests.ui.looks regenerate``.

Only on purpose: look at what git says has changed before it is kept.
"""

import os
import sys
from pathlib import Path

import pytest

# One after the other as they stand in the file: what is written first is counted later.
_HOW = ("-q", "-n0", "-p", "no:randomly")


def main() -> int:
    """Return the status of the tests that write instead of comparing."""
    if sys.argv[1:] != ["regenerate"]:
        print(__doc__)
        return 2
    os.environ["REGENERATE_GOLDENS"] = "1"
    return int(pytest.main([*_HOW, str(Path(__file__).parent), "-k", "golden"]))


if __name__ == "__main__":
    sys.exit(main())
