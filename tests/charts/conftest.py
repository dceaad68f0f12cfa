"""English, and a settled font list, for every figure."""

from collections.abc import Iterator

import pytest

from diary import words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    words.install("en")
    yield
    words.install("en")
