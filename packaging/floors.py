"""Runs the tests with the oldest versions that pyproject.toml allows, in a throw-away environment.

The one rule: only the product's own dependencies are old; the tools that test them are as locked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("build/floors")


def uv(*command: str) -> None:
    """Run uv in the checkout without its own settings; CalledProcessError when it fails."""
    whole = [sys.executable, "-m", "uv", *command, "--quiet", "--no-config"]
    subprocess.run(whole, check=True, cwd=ROOT)


def main() -> int:
    """Return the status of pytest; what is given on the command line is passed on to it."""
    python = FOLDER / "venv/bin/python"
    (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
    oldest = str(FOLDER / "oldest.txt")
    # Where a floor has no wheel a source package would be compiled, which proves nothing.
    wheels = ("--only-binary", ":all:")
    uv("venv", "--clear", "--python", sys.executable, str(FOLDER / "venv"))
    into = ("--python", str(python), *wheels)
    uv(
        *("pip", "compile", *into, "--resolution", "lowest-direct", "pyproject.toml"),
        *("--no-annotate", "--no-header", "--output-file", oldest),
    )
    print((ROOT / oldest).read_text("utf-8"), flush=True)
    uv("pip", "install", *into, "--requirement", oldest)
    uv("pip", "install", *into, "--group", "dev", "--constraint", oldest)
    tests = [str(python), "-m", "pytest", "-n", "2", *sys.argv[1:]]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
