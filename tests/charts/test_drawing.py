"""Figures are drawn one after the other, and by whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, get_ident

import pytest

from diary.charts.drawing import drawn_alone


def test_all_threads_have_it_drawn_by_one_and_the_main_thread_draws_by_itself() -> None:
    all_there = Barrier(3)

    def ask() -> tuple[int, int]:
        all_there.wait()
        return get_ident(), drawn_alone(get_ident)

    with ThreadPoolExecutor(max_workers=3) as threads:
        asked, drew = zip(
            *(each.result() for each in [threads.submit(ask) for _ in range(3)]), strict=True
        )
    assert len(set(asked)) == 3
    assert len(set(drew)) == 1
    assert set(drew).isdisjoint(asked)
    assert drawn_alone(get_ident) == get_ident() not in drew


def test_what_the_main_thread_draws_waits_for_what_a_thread_draws() -> None:
    begun, go_on, done = Event(), Event(), list[str]()

    def draw_long() -> None:
        begun.set()
        go_on.wait(10)
        done.append("thread")

    def let_go() -> None:
        Event().wait(0.2)
        go_on.set()

    with ThreadPoolExecutor(max_workers=2) as threads:
        first = threads.submit(drawn_alone, draw_long)
        assert begun.wait(10)
        # After a while in which the main thread has come to the door.
        letting_go = threads.submit(let_go)
        drawn_alone(lambda: done.append("main"))
        first.result()
        letting_go.result()
    assert done == ["thread", "main"]


def test_an_error_comes_to_whoever_asked_and_the_next_figure_is_drawn() -> None:
    def fail() -> None:
        raise ValueError("no figure")

    with ThreadPoolExecutor(max_workers=1) as threads:
        with pytest.raises(ValueError, match="no figure"):
            threads.submit(drawn_alone, fail).result()
        assert threads.submit(drawn_alone, lambda: "drawn").result() == "drawn"
