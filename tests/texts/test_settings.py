import pytest

from diary.domain.settings import THRESHOLDS
from diary.texts.numbers import Formats
from diary.texts.settings import setting_groups, setting_hint, setting_label, setting_value


def test_every_threshold_stands_in_exactly_one_group() -> None:
    named = [name for group in setting_groups() for name in group.names]
    assert sorted(named) == sorted(THRESHOLDS)


@pytest.mark.parametrize("name", THRESHOLDS)
def test_every_threshold_has_words_of_its_own(name: str) -> None:
    assert setting_label(name) != name
    assert "Default" in setting_hint(name, Formats())


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("worse_clear_days", 7, "7 days"),
        ("shoe_limit_daily_m", 650_000, "650 km"),
        ("spike_min_extra_m", 1000, "1.0 km"),
        ("shoe_warn_share", 0.8, "80 %"),
        ("cadence_cap", 0.025, "2.5 %"),
        ("spike_notify", 1.3, "1.3 times"),
        ("worse_act", 1.5, "1.5 points"),
        ("worse_watch", 1.25, "1.25 points"),
        ("worse_watch", None, "off"),
        ("skip_count", 2, "2"),
        ("cadence_stop_spm", 160, "160 steps a minute"),
    ],
)
def test_a_value_is_written_with_its_unit(name: str, value: float | None, text: str) -> None:
    assert setting_value(name, value, Formats()) == text


def test_only_the_numbers_of_a_test_on_request_have_no_rule() -> None:
    unused = {group.key for group in setting_groups() if not group.is_in_use}
    assert unused == {"lag"}


def test_one_point_is_one_point() -> None:
    assert setting_value("worse_clear_delta", 1, Formats()) == "1 point"
    assert setting_value("worse_clear_delta", 0.5, Formats()) == "0.5 points"


def test_no_two_numbers_are_called_the_same() -> None:
    labels = [setting_label(name) for name in THRESHOLDS]
    assert sorted(labels) == sorted(set(labels))
    assert all(label[0].isupper() for label in labels)
