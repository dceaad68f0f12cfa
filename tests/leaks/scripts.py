"""What is done in the window, by name, and whether that needs a diary that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.leaks.hand import Hand
from tests.leaks.script_faults import faults
from tests.leaks.script_review import review
from tests.leaks.script_walk import walk
from tests.leaks.script_writes import first, writes

SCRIPTS: dict[str, tuple[Callable[[Hand, Any], None], bool]] = {
    "walk": (walk, True),
    "writes": (writes, True),
    "faults": (faults, True),
    "first": (first, False),
    "review": (review, False),
}
