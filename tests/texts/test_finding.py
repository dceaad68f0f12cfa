import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.texts.finding import DOTS, excerpt, folded, wanted_words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Águeda", "agueda"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Tromsø", "tromso"),
        ("Knee 3", "knee 3"),
    ],
)
def test_case_and_accents_make_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_what_was_found_is_marked_in_the_text_as_it_was_written() -> None:
    found = excerpt("Treppe hinunter: ÄUSSERE Seite", wanted_words("aussere trep"))
    assert [found.text[a:b] for a, b in found.spans] == ["Trep", "ÄUSSERE"]


def test_a_long_note_is_shown_around_the_first_word() -> None:
    note = "word " * 60 + "stairs\nhurt " + "word " * 60
    found = excerpt(note, ["stairs"])
    assert found.text.startswith(DOTS)
    assert found.text.endswith(DOTS)
    assert [found.text[a:b] for a, b in found.spans] == ["stairs"]
    assert len(found.text) < 170


@given(st.text(max_size=300), st.text(max_size=8))
def test_spans_lie_in_order_inside_the_excerpt(text: str, wanted: str) -> None:
    found = excerpt(text, wanted_words(wanted))
    ends = [0, *(place for span in found.spans for place in span), len(found.text)]
    assert ends == sorted(ends)
