from pathlib import Path

from diary import bootstrap
from diary.domain.settings import DistanceUnit
from diary.services.example import DAYS, ExampleDiary
from tests.builders import ON


def test_an_example_is_a_whole_diary_in_a_folder_of_its_own() -> None:
    example = ExampleDiary(bootstrap.create_store)
    path = example.make("Example", ON, "Europe/Berlin", DistanceUnit.MI)
    try:
        store = bootstrap.open_store(path)
        try:
            diary = store.load()
        finally:
            store.close()
        assert path.name == "Example.sqlite3"
        assert max(diary.days) <= ON
        assert len(diary.days) > DAYS // 2
        assert diary.runs
        assert diary.shoes
        assert diary.settings.distance_unit is DistanceUnit.MI
        assert example.holds(path)
        assert not example.holds(path.parent.parent / "My knees.sqlite3")
    finally:
        example.throw_away()
    assert not path.parent.exists()
    assert not example.holds(path)


def test_each_example_is_a_new_one() -> None:
    example = ExampleDiary(bootstrap.create_store)
    paths: list[Path] = [example.make("Example", ON, None, DistanceUnit.KM) for _turn in range(2)]
    assert paths[0] != paths[1]
    example.throw_away()
    assert not any(path.parent.exists() for path in paths)
