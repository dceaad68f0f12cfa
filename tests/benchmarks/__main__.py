"""`make bench`: measures every line, prints the table, and keeps it as JSON in `build/`."""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.activity_files import file_figures
from tests.benchmarks.archive_import import archive_figures
from tests.benchmarks.charts import chart_figures
from tests.benchmarks.command_line import command_figures
from tests.benchmarks.idle import idle_figures
from tests.benchmarks.keystroke import keystroke_figures
from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.printed_report import report_figures
from tests.benchmarks.reference import reference_diary, reference_file
from tests.benchmarks.review import review_figures
from tests.benchmarks.rules import rule_figures
from tests.benchmarks.run_table import table_figures
from tests.benchmarks.saving import saving_figures
from tests.benchmarks.scale import scale_figures
from tests.benchmarks.starting import start_figures
from tests.benchmarks.storage import storage_figures

WINDOW = (start_figures, keystroke_figures)
# Below it a whole number says too little.
_FEW = 10
KEPT = ROOT / "build" / "bench.json"


def main() -> int:
    """Measure, print, keep; the exit status is 0 for any figures, since they are no gate."""
    say = sys.stdout.write
    say("Making the reference diary of 20 years.\n")
    path = reference_file()
    figures: list[Figure] = []
    for measure in (
        start_figures,
        keystroke_figures,
        saving_figures,
        storage_figures,
        command_figures,
        chart_figures,
        idle_figures,
    ):
        figures += measure(path)
    figures += rule_figures(reference_diary())
    figures += table_figures(reference_diary())
    figures += report_figures(reference_diary())
    figures += review_figures()
    figures += file_figures()
    figures += archive_figures()
    figures += scale_figures()
    say(table(figures))
    keep(figures, KEPT)
    say(f"\nKept in {KEPT.relative_to(ROOT)}.\n")
    return 0


def table(figures: list[Figure]) -> str:
    """The figures as a table that can stand in a text."""
    lines = [
        "",
        "| # | what | ours | floor | ratio | goal | met |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.number} | {each.what} | {_amount(each, each.ours_s)} "
        f"| {_amount(each, each.floor_s)} {each.floor} | {each.ratio:.2f} "
        f"| {each.goal:g} | {'yes' if each.is_met else 'no'} |"
        for each in figures
    ]
    return "\n".join(lines) + "\n"


def _amount(figure: Figure, value: float) -> str:
    if figure.unit == "s":
        return _time(value)
    return f"{value:.2f} {figure.unit}" if value < _FEW else f"{value:.0f} {figure.unit}"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


def keep(figures: list[Figure], path: Path) -> None:
    """Add the figures to the history in `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    history = json.loads(path.read_text()) if path.exists() else []
    history.append(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "figures": [asdict(each) | {"ratio": each.ratio} for each in figures],
        }
    )
    path.write_text(json.dumps(history, indent=1))


if __name__ == "__main__":
    sys.exit(main())
