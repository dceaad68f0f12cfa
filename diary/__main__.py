"""`python -m diary` and the command `kneelog`: the program's one entry."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support


def main() -> int:
    """Open the window, or carry out the command that is given; returns the exit status."""
    # A packaged program that starts a child process would start itself without end.
    freeze_support()
    from diary.bootstrap import main as start  # noqa: PLC0415 - after freeze_support

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
