"""Everything twice adds nothing, in any order of the files and under any zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.period import zone_of
from diary.domain.reading import ImportStatus, ReadFile
from diary.domain.run import Run, SourceFormat
from tests.builders import Given
from tests.services.test_import_matching import START, a_file, after, new_id, planned
from tests.thorough import cases

HOME = "Europe/Berlin"
ZONES = ("Europe/Berlin", "UTC", "Asia/Tokyo", "Pacific/Auckland", "America/Los_Angeles", "+05:45")


@dataclass(frozen=True)
class Activity:
    """What somebody ran, and by what it was kept."""

    minute: int
    distance_m: float | None
    time_s: float
    kept_by: frozenset[str]

    @property
    def start(self) -> datetime:
        return START + timedelta(minutes=self.minute)

    def run(self, kind: str, zone: str) -> Run:
        """As this kind of source has it when it is read in a zone."""
        values: dict[str, Given] = {"distance_m": self.distance_m, "moving_s": self.time_s}
        wall = self.start.astimezone(zone_of(HOME)).replace(tzinfo=None)
        if kind == "dated":
            return Run(new_id(), wall.date(), **values)
        tz = zone_of(HOME) if kind == "offset" else zone_of(zone)
        if kind == "table":
            return Run(
                new_id(),
                wall.date(),
                started_at=wall.replace(tzinfo=tz).astimezone(UTC),
                timezone=zone,
                **values,
            )
        name = "+01:00" if kind == "offset" else zone
        more: dict[str, Given] = {"avg_hr": 150} if kind == "watch" else {}
        at = self.start + timedelta(seconds=30 if kind == "offset" else 0)
        return Run(
            new_id(), at.astimezone(tz).date(), started_at=at, timezone=name, **values, **more
        )


FORMATS = {
    "watch": SourceFormat.FIT,
    "offset": SourceFormat.TCX,
    "table": SourceFormat.GARMIN_CSV,
    "dated": SourceFormat.TABLE,
}
# Nobody runs twice at a time, and no two starts look alike in a zone that is some hours off.
MINUTES = (0, 63, 666, 999, 1437)
activities = st.lists(
    st.builds(
        Activity,
        st.sampled_from(MINUTES),
        st.sampled_from([None, 5000.0, 5004.0, 5090.0, 8200.0]),
        st.sampled_from([1800.0, 1800.6, 1850.0, 2900.0]),
        st.frozensets(st.sampled_from(sorted(FORMATS)), min_size=1),
    ),
    unique_by=lambda activity: activity.minute,
)


def files_of(kept: Sequence[Activity], zone: str) -> list[ReadFile]:
    """A file for each activity of a watch or phone, one table of each kind."""
    files = []
    for kind, form in FORMATS.items():
        runs = [
            (number, each.run(kind, zone))
            for number, each in enumerate(kept)
            if kind in each.kept_by
        ]
        if form in (SourceFormat.FIT, SourceFormat.TCX):
            files += [
                a_file(run, name=f"{kind} {number}", sha256=f"{kind} {number}", format=form)
                for number, run in runs
            ]
        elif runs:
            rows = [run for _number, run in runs]
            files.append(a_file(*rows, name=kind, sha256=kind, format=form))
    return files


@given(
    activities,
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.randoms(use_true_random=False),
    st.booleans(),
)
@settings(max_examples=cases(40), deadline=None)
def test_everything_twice_adds_nothing(
    kept: list[Activity],
    zone: str,
    other_zone: str,
    random: Given,
    fills: bool,
) -> None:
    first = files_of(kept, zone)
    random.shuffle(first)
    diary = after(planned(first), Diary(), fills_twins=fills)
    again = files_of(kept, other_zone)
    random.shuffle(again)
    assert planned(again, *diary.runs.values()).runs(ImportStatus.ADDED) == []
    assert after(planned(again, *diary.runs.values()), diary) == diary


@given(activities, st.sampled_from(ZONES), st.randoms(use_true_random=False))
@settings(max_examples=cases(30), deadline=None)
def test_the_order_of_the_files_changes_nothing(
    kept: list[Activity], zone: str, random: Given
) -> None:
    files = files_of(kept, zone)
    one = after(planned(files), Diary())
    random.shuffle(files)
    other = after(planned(files), Diary())
    assert one == other
