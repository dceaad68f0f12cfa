"""A session bus that answers, hangs up, is not there, or never answers."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from diary.bootstrap.session_bus import ADDRESS, leave_out_silent_bus

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="there is a session bus on Linux only"
)
Answer = Callable[[socket.socket], object]


@pytest.fixture
def bus() -> Iterator[tuple[Path, socket.socket]]:
    """A bus that takes calls, in a folder with a name that is short enough for a socket."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        place = Path(folder, "bus")
        listening.bind(str(place))
        listening.listen()
        yield place, listening


def test_a_bus_that_never_answers_is_left_out(
    bus: tuple[Path, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, f"unix:path={bus[0]},guid=1")
    leave_out_silent_bus(0.01)
    assert os.environ[ADDRESS] == ""


def test_so_is_the_one_that_is_taken_when_none_is_named(
    bus: tuple[Path, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(bus[0].parent))
    leave_out_silent_bus(0.01)
    assert os.environ[ADDRESS] == ""


def _agree(call: socket.socket) -> None:
    call.sendall(b"OK 1234\r\n")


@pytest.mark.parametrize("answer", [_agree, socket.socket.close], ids=["agrees", "hangs up"])
def test_a_bus_that_does_anything_is_left_to_qt(
    answer: Answer, bus: tuple[Path, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer_once() -> bytes:
        call, _ = bus[1].accept()
        with call:
            asked = call.recv(100)
            answer(call)
            return asked

    monkeypatch.setenv(ADDRESS, f"unix:path={bus[0]}")
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(answer_once)
        leave_out_silent_bus(10)
        assert asked.result().startswith(b"\0AUTH EXTERNAL ")
    assert os.environ[ADDRESS] == f"unix:path={bus[0]}"


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere/bus", "unix:abstract=kneelog-nobody", "tcp:host=x", "%%;:"]
)
def test_a_bus_that_is_not_there_is_left_to_qt(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, address)
    leave_out_silent_bus(10)
    assert os.environ[ADDRESS] == address
