"""Writes the locks of packages (run, dev, bench) from pyproject.toml, for every system and Python.

The one rule: nothing of this machine gets into them. Settings that name other sources of packages
are put aside, and neither an index address nor a folder of wheels is written.
Pins stay as they are while pyproject.toml allows them; --upgrade takes the newest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = Path("packaging/locks")
OTHER_SOURCES = (
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_INDEX",
    "UV_PRERELEASE",
    "UV_RESOLUTION",
    "UV_EXCLUDE_NEWER",
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
)


def compile_lock(name: str, *more: str) -> None:
    """Resolve pyproject.toml into one lock file; CalledProcessError when that is impossible."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-config"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-annotate", "--custom-compile-command", "make lock"]
    command += ["pyproject.toml", *more, "--output-file", str(LOCKS / name)]
    surroundings = {key: value for key, value in os.environ.items() if key not in OTHER_SOURCES}
    subprocess.run(command, check=True, cwd=ROOT, env=surroundings)


def main() -> int:
    """Write the three locks; what is given on the command line is passed on to the resolver."""
    given = sys.argv[1:]
    try:
        compile_lock("run.txt", *given)
        # Each has to hold the packages of the one before at the very same versions.
        dev = ("--group", "dev")
        compile_lock("dev.txt", *dev, "--constraint", str(LOCKS / "run.txt"), *given)
        bench = (*dev, "--group", "bench")
        compile_lock("bench.txt", *bench, "--constraint", str(LOCKS / "dev.txt"), *given)
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
