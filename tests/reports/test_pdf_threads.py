"""How many threads Typst begins, and who hears of it."""

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in another way")
def test_what_is_started_later_does_not_hear_how_many_threads_typst_was_told_to_begin() -> None:
    code = """
import os
from diary.reports import pdf

before, threads = dict(os.environ), len(os.listdir("/proc/self/task"))
pdf._fonts()
assert dict(os.environ) == before
print(len(os.listdir("/proc/self/task")) - threads)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "1\n"
