from __future__ import annotations

import subprocess
import sys

import pytest

from diary.bootstrap import child_process, reading_child
from tests.bootstrap.reading import ROOT, Children


@pytest.fixture
def bad_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file do as it says, and wait three seconds for an answer."""
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 3.0)
    places = [str(ROOT), *(place for place in sys.path if place)]
    code = (
        f"import sys; sys.path[:] = {places!r}; from tests.bootstrap.bad_child import main; main()"
    )
    monkeypatch.setattr(child_process, "child_command", lambda: [sys.executable, "-c", code])


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    found, popen = Children(), subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        child: subprocess.Popen[bytes] = popen(*arguments, **options)  # type: ignore[call-overload]  # as it was called
        found.started.append(child)
        return child

    monkeypatch.setattr(subprocess, "Popen", start)
    return found
