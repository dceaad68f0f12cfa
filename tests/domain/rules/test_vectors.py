"""Every group of the vectors that are kept here is tested, and none is empty."""

import re
from pathlib import Path

from tests.domain.rules.days import VECTORS

COUNTS = {
    "worsening": 17,
    "persistence": 6,
    "sign_persists": 4,
    "response": 7,
    "spike": 8,
    "layoff": 7,
    "shoe_wear": 6,
    "lag": 4,
    "spearman": 2,
    "acwr": 3,
    "ewma": 3,
    "monotony": 3,
    "ostrc2": 5,
    "change": 8,
}


def test_all_vectors_of_the_rules_are_here_and_tested() -> None:
    assert {name: len(group) for name, group in VECTORS.items()} == COUNTS
    tests = "".join(
        each.read_text("utf-8") for each in Path(__file__).parents[1].rglob("test_*.py")
    )
    used = set(re.findall(r'parametrize\("vector", VECTORS\["(\w+)"\]', tests))
    # These two read their group once for several tests.
    used |= set(re.findall(r'^\)\["(\w+)"\]$', tests, re.MULTILINE))
    assert used == set(COUNTS)
