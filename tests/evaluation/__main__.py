"""`make evaluate`: how often each rule about pain is right, with intervals, as a table."""

from __future__ import annotations

import argparse
import sys

from tests.evaluation.courses import NULLS, POSITIVES
from tests.evaluation.detectors import detectors
from tests.evaluation.generators import GENERATORS
from tests.evaluation.load_link import LINKS, NO_LINKS, found_in
from tests.evaluation.scoring import Tally, median_interval, rate_interval, share_interval, tally

HEAD = (
    "| rule | diaries | false alarms /100 diary-weeks | by null: "
    + "/".join(each.name for each in NULLS)
    + " | found in 56 days | days late: "
    + "/".join(each.name for each in POSITIVES)
    + " | on an 8-day flare |"
)
DELAY_HEAD = "| rule, diaries | days late: " + " | ".join(each.name for each in POSITIVES) + " |"

LINK_HEAD = "| pain against load, diaries | link found | by plain correlation | too regular |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--diaries", type=int, default=350, help="a scenario and share missing")
    options = parser.parse_args(arguments)
    _print_head(HEAD)
    late = []
    for name, generator in GENERATORS.items():
        counts = tally(detectors(), generator, options.seed, options.diaries)
        for rule, counted in counts.items():
            print(line(rule, name, counted), flush=True)
            late.append(delay_line(rule, name, counted))
    print()
    _print_head(DELAY_HEAD)
    print("\n".join(late))
    print()
    _print_links(options.seed, options.diaries)
    return 0


def _print_links(seed: int, diaries: int) -> None:
    """How often the test of pain against load says that there is a link."""
    _print_head(LINK_HEAD)
    for kind in (*NO_LINKS, *LINKS):
        found = found_in(kind, seed, diaries)
        share, low, high = found.share()
        plain, declined = found.plain / diaries, found.declined / diaries
        print(
            f"| {kind.name} | {share:.3f} ({low:.3f}-{high:.3f}) | {plain:.2f} | {declined:.2f} |",
            flush=True,
        )


def _print_head(head: str) -> None:
    print(head)
    print("|---" * head.count(" | ") + "|---|")


def line(rule: str, generator: str, counted: Tally) -> str:
    """One line of the table."""
    rate, low, high = counted.false_alarm_rate()
    share, least, most = counted.sensitivity()
    nulls = "/".join(
        f"{rate_interval(int(fires), weeks)[0]:.1f}" for fires, weeks in counted.by_null.values()
    )
    delays = "/".join(f"{days:.0f}" for days in counted.median_delays().values())
    flare = share_interval(counted.flare_alarms, counted.flares)[0]
    cells = (
        rule,
        generator,
        f"{rate:.2f} ({low:.2f}-{high:.2f})",
        nulls,
        f"{share:.3f} ({least:.3f}-{most:.3f})",
        delays,
        f"{flare:.2f}",
    )
    return "| " + " | ".join(cells) + " |"


def delay_line(rule: str, generator: str, counted: Tally) -> str:
    """One line of the table of delays: the median of each course with its interval."""
    cells = []
    for each in POSITIVES:
        delays = counted.delays.get(each.name, [])
        days, low, high = median_interval(delays)
        cells.append(f"{days:.0f} ({low:.0f}-{high:.0f})" if delays else "none found")
    return "| " + " | ".join((f"{rule}, {generator}", *cells)) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
