"""Tables of people: what the columns mean is found by their names and by what stands in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from diary.domain.knee import Knee, Moment
from diary.domain.reading import Caution, Refusal
from diary.domain.run import SourceFormat, Sport
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)
from tests.formats.builders_tables import (
    ReadTable,
    details,
    fields_of,
    look_of,
    only_run,
    table_reader,
)

F, U = TableField, TableUnit
GERMAN = (
    "Datum;Strecke (km);Zeit;Puls;Schuh;Bemerkung\n"
    "01.02.2026;8,25;45:10;145;Blau;gut\n"
    "03.02.2026;10,0;1:00:12;999;Rot;müde\n"
    "05.02.2026;12,5;abc;;;\n"
)


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def test_german_by_name(read: ReadTable) -> None:
    found = read(GERMAN)
    look = look_of(found)
    assert (look.match.date_order, look.match.decimal_mark) == (
        DateOrder.DAY_FIRST,
        DecimalMark.COMMA,
    )
    assert (look.row_count, look.guessed) == (3, frozenset())
    assert look.samples[0] == ("01.02.2026", "8,25", "45:10", "145", "Blau", "gut")
    first, second, third = found.runs
    assert (first.on, first.started_at) == (date(2026, 2, 1), None)
    assert (first.distance_m, first.moving_s, first.avg_hr) == (8250.0, 2710.0, 145)
    assert (first.note, found.gear) == ("gut", {first.id: "Blau", second.id: "Rot"})
    assert (second.moving_s, second.avg_hr, second.note) == (3612.0, None, "müde")
    assert (third.distance_m, third.moving_s) == (12_500.0, None)
    assert details(found) == ["row 3: avg_hr 999", "row 4: moving_s abc", "row 4"]
    assert found.warnings[0].run_id == second.id
    assert first.source is not None
    assert first.source.format is SourceFormat.TABLE


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(read: ReadTable, encoding: str) -> None:
    found = read(GERMAN.encode(encoding))
    assert [run.note for run in found.runs] == ["gut", "müde", ""]


def test_central_european_code_page(read: ReadTable) -> None:
    text = "Data;Dystans (km);Czas;Uwagi\n01.02.2026;8,25;45:10;żółć\n"
    assert only_run(read(text.encode("cp1250"))).note == "żółć"


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_signs_between_cells(read: ReadTable, delimiter: str) -> None:
    lines = ["Date;Distance;Duration", "2026-02-01;8.25;45:10", "2026-02-03;10.0;1:00:12"]
    found = read("\n".join(lines).replace(";", delimiter))
    assert [run.distance_m for run in found.runs] == [8250.0, 10_000.0]


@pytest.mark.parametrize(
    ("header", "cell", "metres", "unit"),
    [
        ("Distance (km)", "8.25", 8250.0, U.KM),
        ("distance_m", "8250", 8250.0, U.METRE),
        ("Distance [mi]", "5.00", 8046.72, U.MILE),
        ("Miles", "5.00", 8046.72, U.MILE),
        ("distance", "825000", 8250.0, U.CENTIMETRE),
        ("distance", "8250.5", 8250.5, U.METRE),
        ("distance", "8.25", 8250.0, U.KM),
        ("distance", "8.25 km", 8250.0, U.KM),
        ("distance", "5 mi", 8046.72, U.KM),
    ],
)
def test_units_of_length(
    read: ReadTable, header: str, cell: str, metres: float, unit: TableUnit
) -> None:
    found = read(f"Date,{header},Duration\n2026-02-01,{cell},45:10\n")
    assert only_run(found).distance_m == metres
    assert fields_of(found)[header] == (F.DISTANCE, unit)


@pytest.mark.parametrize(
    ("header", "cell", "seconds", "unit"),
    [
        ("Duration", "45:10", 2710.0, U.CLOCK),
        ("Duration", "00:45:10.4", 2710.4, U.CLOCK),
        ("Duration", "0:45", 2700.0, U.HOUR_MINUTE),
        ("Duration", "45", 2700.0, U.MINUTE),
        ("Duration", "45.5", 2730.0, U.MINUTE),
        ("Duration", "2710", 2710.0, U.SECOND),
        ("Duration", "2710000", 2710.0, U.MILLISECOND),
        ("duration_s", "2710", 2710.0, U.SECOND),
        ("time (min)", "45", 2700.0, U.MINUTE),
        ("Dauer", "45 min", 2700.0, U.SECOND),
        ("Dauer", "1h 5m 3s", 3903.0, U.SECOND),
    ],
)
def test_units_of_time(
    read: ReadTable, header: str, cell: str, seconds: float, unit: TableUnit
) -> None:
    found = read(f"Date,Distance (km),{header}\n2026-02-01,8.25,{cell}\n")
    assert only_run(found).moving_s == seconds
    assert fields_of(found)[header] == (F.MOVING, unit)


@pytest.mark.parametrize(
    ("cells", "order", "is_guessed", "first"),
    [
        (("13/2/2026", "3/4/2026"), DateOrder.DAY_FIRST, False, date(2026, 2, 13)),
        (("2/13/2026", "3/4/2026"), DateOrder.MONTH_FIRST, False, date(2026, 2, 13)),
        (("2026-02-13", "2026-03-04"), DateOrder.YEAR_FIRST, False, date(2026, 2, 13)),
        (("02.03.2026", "04.03.2026"), DateOrder.DAY_FIRST, False, date(2026, 3, 2)),
        (("23 jun. 2017", "6 mei 2013"), DateOrder.NAMED, False, date(2017, 6, 23)),
        (("3/4/2026", "3/5/2026"), DateOrder.MONTH_FIRST, True, date(2026, 3, 4)),
        (("3/4/2026", "5/4/2026"), DateOrder.DAY_FIRST, True, date(2026, 4, 3)),
        (("3/12/2026", "3/11/2026"), DateOrder.MONTH_FIRST, True, date(2026, 3, 12)),
        (("3/3/2026", "3/3/2026"), DateOrder.DAY_FIRST, True, date(2026, 3, 3)),
        (("3/4/2026 7:05 PM", "4/3/2026 7:05 PM"), DateOrder.MONTH_FIRST, True, date(2026, 3, 4)),
    ],
)
def test_order_of_dates_from_all_rows(
    read: ReadTable, cells: tuple[str, ...], order: DateOrder, is_guessed: bool, first: date
) -> None:
    rows = "".join(f"{cell},5,25:00\n" for cell in cells)
    found = read(f"Date,Distance (km),Duration\n{rows}")
    look = look_of(found)
    assert (look.match.date_order, 0 in look.guessed) == (order, is_guessed)
    assert found.runs[0].on == first


def test_a_row_in_the_other_order_is_named(read: ReadTable) -> None:
    rows = "".join(f"{day}/2/2026,5,25:00\n" for day in range(13, 28))
    found = read(f"Date,Distance (km),Duration\n{rows}2/13/2026,5,25:00\n")
    assert len(found.runs) == 15
    assert details(found) == ["row 17: no_date", "row 17: on 2/13/2026"]


def test_decimal_marks_from_all_rows(read: ReadTable) -> None:
    found = read('Date,km,Time\n2026-01-01,"8,250",45:10\n2026-01-02,"6,5",31:00\n')
    assert look_of(found).match.decimal_mark is DecimalMark.COMMA
    assert [run.distance_m for run in found.runs] == [8250.0, 6500.0]


def test_mixed_decimal_marks(read: ReadTable) -> None:
    found = read(
        'Date,km,Time\n2026-01-01,8.25,45:10\n2026-01-02,"6,5",31:00\n2026-01-03,9.5,50:00\n'
        '2026-01-04,"1,23,4",31:00\n'
    )
    assert [run.distance_m for run in found.runs] == [8250.0, 6500.0, 9500.0, None]
    assert "row 5: distance_m 1,23,4" in details(found)
    assert 1 in look_of(found).guessed


def test_thousands(read: ReadTable) -> None:
    found = read('Date;Distance (m);Time\n2026-01-01;"8 250,5";45:10\n2026-01-02;1.500,0;7:00\n')
    assert [run.distance_m for run in found.runs] == [8250.5, 1500.0]


def test_start_with_its_own_zone(read: ReadTable) -> None:
    run = only_run(read("Start,Distance (km),Duration\n2026-02-01T00:30:00+01:15,5,25:00\n"))
    assert run.started_at == datetime(2026, 1, 31, 23, 15, tzinfo=UTC)
    assert (run.timezone, run.on) == ("+01:15", date(2026, 2, 1))


def test_time_beside_duration_is_when_it_began(read: ReadTable) -> None:
    found = read("Date,Time,km,Duration\n2026-07-01,07:05,5.5,30:00\n2026-07-02,18:10,6,31:30\n")
    assert fields_of(found)["Time"] == (F.TIME_OF_DAY, None)
    assert [run.started_at for run in found.runs] == [
        datetime(2026, 7, 1, 5, 5, tzinfo=UTC),
        datetime(2026, 7, 2, 16, 10, tzinfo=UTC),
    ]
    assert Caution.ZONE_GUESSED in {problem.code for problem in found.warnings}


def test_without_a_header(read: ReadTable) -> None:
    found = read("2026-01-01,5.5,30:00\n2026-01-02,6,31:00\n")
    look = look_of(found)
    assert look.header == ("", "", "")
    assert look.guessed == {0, 1, 2}
    assert [(run.distance_m, run.moving_s) for run in found.runs] == [
        (5500.0, 1800.0),
        (6000.0, 1860.0),
    ]


def test_unknown_names_beside_sports(read: ReadTable) -> None:
    found = read(
        'Xpaiva,Xlaji,Xmatka,Xkesto,Xmuu\n1.2.2026,Juoksu,"8,25",45:10,7\n'
        '3.2.2026,Uinti,"1,5",40:00,7\n4.2.2026,Juoksu,"10,0",58:00,7\n'
    )
    assert [(run.sport, run.distance_m, run.moving_s) for run in found.runs] == [
        (Sport.RUN, 8250.0, 2710.0),
        (Sport.SWIM, 1500.0, 2400.0),
        (Sport.RUN, 10_000.0, 3480.0),
    ]
    assert fields_of(found)["Xmatka"] == (F.DISTANCE, U.KM)


@pytest.mark.parametrize(
    "text",
    [
        "Date,Time,Title\n2026-02-01,18:05,Dentist\n2026-02-02,9:30,School\n",
        "Day,Bedtime,Hours\n2026-02-01,23:10,7.5\n2026-02-02,22:30,6\n",
        "Buchungstag;Betrag;Zweck\n01.02.2026;-8,25;Brot\n02.02.2026;100,00;Lohn\n",
    ],
)
def test_other_tables_give_no_runs(read: ReadTable, text: str) -> None:
    found = read(text)
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY


def test_day_and_time_of_day_and_duration(read: ReadTable) -> None:
    found = read("Datum;Uhrzeit;Dauer;Kilometer\n1.7.2026;7:05;0:45:10;8,25\n")
    run = only_run(found)
    assert run.started_at == datetime(2026, 7, 1, 5, 5, tzinfo=UTC)
    assert (run.distance_m, run.moving_s) == (8250.0, 2710.0)


def test_days_of_rest_are_no_runs(read: ReadTable) -> None:
    found = read("Date,km,Duration,Note\n2026-01-01,5,25:00,\n2026-01-02,,,rest\n2026-01-03,0,,\n")
    assert (len(found.runs), found.warnings) == (1, ())


def test_sports_are_kept(read: ReadTable) -> None:
    found = read(
        "Date,Type,km,Duration\n2026-01-01,Easy run,5,25:00\n2026-01-02,Swim,1,30:00\n"
        "2026-01-03,Velo,20,60:00\n2026-01-04,Rowing,5,25:00\n2026-01-05,,5,25:00\n"
    )
    assert [run.sport for run in found.runs] == [
        Sport.RUN,
        Sport.SWIM,
        Sport.RIDE,
        Sport.OTHER,
        Sport.RUN,
    ]
    assert (Caution.SPORT_GUESSED, "row 5") in [(w.code, w.detail) for w in found.warnings]


def test_of_two_columns_with_one_name_the_second_counts(read: ReadTable) -> None:
    found = read("Date,Distance,Moving Time,Distance\n2026-01-01,8,2710,8250.5\n")
    assert only_run(found).distance_m == 8250.5


def test_what_a_person_said_goes_before_the_guess(read: ReadTable) -> None:
    text = "Date,Distance,Duration\n3/4/2026,5,25:00\n3/5/2026,6,30:00\n"
    look = look_of(read(text))
    said = TableMatch(
        (
            ColumnUse(0, F.DATE),
            ColumnUse(1, F.DISTANCE, U.MILE),
            ColumnUse(2, F.ELAPSED, U.CLOCK),
        ),
        DateOrder.DAY_FIRST,
        DecimalMark.POINT,
    )
    found = read(text, matches={look.key: said})
    assert [run.on for run in found.runs] == [date(2026, 4, 3), date(2026, 5, 3)]
    assert [run.distance_m for run in found.runs] == [8046.72, 9656.06]
    assert [(run.moving_s, run.elapsed_s) for run in found.runs] == [(None, 1500.0), (None, 1800.0)]
    again = look_of(found)
    assert (again.key, again.match, again.guessed) == (look.key, said, frozenset())


def test_a_zone_that_was_said_stays_with_the_runs(read: ReadTable) -> None:
    text = "Start,km,Duration\n2026-07-01 07:00,5,25:00\n"
    look = look_of(read(text))
    found = read(text, matches={look.key: replace(look.match, zone="America/New_York")})
    run = only_run(found)
    assert (run.started_at, run.timezone) == (datetime(2026, 7, 1, 11, tzinfo=UTC), "-04:00")
    assert found.warnings == ()


def test_pain_beside_runs_is_left_out_until_somebody_asks(read: ReadTable) -> None:
    text = "Date,km,Duration,Pain during left,Knee\n2026-01-01,5,25:00,3,x\n2026-01-02,,,4,x\n"
    found = read(text)
    assert found.scores == ()
    look = look_of(found)
    asked = replace(look.match, uses=(*look.match.uses, ColumnUse(3, F.PAIN_LEFT)))
    found = read(text, matches={look.key: asked})
    (score,) = found.scores
    assert (score.knee, score.moment, score.value) == (Knee.LEFT, Moment.DURING, 3)
    assert score.run_id == only_run(found).id
    assert details(found) == ["row 3: during 4"]


@pytest.mark.parametrize(
    "text",
    [
        "date,side,score\n2026-02-01,left,3\n2026-02-02,R,4\n2026-02-03,both,2\n",
        "Datum;Knie;Schmerz\n01.02.2026;links;3\n02.02.2026;rechtes Knie;4\n03.02.2026;beide;2\n",
        "Date,Left knee,Right knee\n2026-02-01,3,\n2026-02-02,,4/10\n2026-02-03,2,2\n",
        "Datum;links;rechts\n1.2.26;3;\n2.2.26;;4\n3.2.26;2;2\n",
    ],
)
def test_pain_diaries(read: ReadTable, text: str) -> None:
    found = read(text)
    assert (found.runs, found.error, found.warnings) == ((), None, ())
    assert [(score.on.day, score.knee, score.value) for score in found.scores] == [
        (1, Knee.LEFT, 3),
        (2, Knee.RIGHT, 4),
        (3, Knee.LEFT, 2),
        (3, Knee.RIGHT, 2),
    ]
    assert {score.moment for score in found.scores} == {Moment.WORST}


def test_pain_diary_with_moments_and_wrong_scores(read: ReadTable) -> None:
    found = read(
        "date,side,morning pain\n2026-02-01,left,3\n2026-02-02,left,11\n2026-02-03,left,2.5\n"
        "2026-02-04,nose,2\n2026-02-05,left,none\n"
    )
    (score,) = found.scores
    assert (score.moment, score.value) == (Moment.MORNING, 3)
    assert details(found) == ["row 3: pain 11", "row 4: pain 2.5", "row 5: side"]


def test_pain_of_nobody_knows_which_knee_is_not_read(read: ReadTable) -> None:
    found = read("date,pain\n2026-02-01,3\n")
    assert found.scores == ()
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY
    assert look_of(found).header == ("date", "pain")


def test_a_table_without_days(read: ReadTable) -> None:
    found = read("name,colour\nBlue,blue\nRed,red\n")
    assert found.error is not None
    assert (found.error.code, found.table) == (Refusal.NOT_AN_ACTIVITY, None)
