"""What is closed when the program starts, seen from a process of its own."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

CLOSED = """
import json, os, sys
closed = json.loads(sys.argv[1])
names = ("stdin", "stdout", "stderr")
for number in closed:
    os.close(number)
    setattr(sys, names[number], None)
from diary.bootstrap.streams import stand_in_for_closed_streams
stand_in_for_closed_streams()
print("to nobody", file=sys.stdout if 1 in closed else sys.stderr)
with open(sys.argv[2], "w") as file:
    null = os.stat(os.devnull).st_rdev
    told = {
        "number": file.fileno(),
        "harmless": [number for number in closed if os.fstat(number).st_rdev == null],
        "inherited": [number for number in closed if os.get_inheritable(number)],
        "read": sys.stdin.read() if 0 in closed else "",
    }
    file.write(json.dumps(told))
"""
SOME = [each for count in (1, 2, 3) for each in combinations(range(3), count)]


@pytest.mark.parametrize("closed", SOME, ids=str)
def test_no_file_takes_the_place_of_a_closed_stream(
    closed: tuple[int, ...], tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    arguments = [sys.executable, "-c", CLOSED, json.dumps(closed), str(told)]
    done = subprocess.run(arguments, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(told.read_text())
    assert found["number"] > 2
    assert found["harmless"] == found["inherited"] == list(closed)
    assert found["read"] == ""
