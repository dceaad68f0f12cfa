"""The review window started alone: no diary of one's own is opened, made or locked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from diary import paths
from diary.bootstrap.allocator import give_memory_back
from diary.bootstrap.faults import log_faults
from diary.bootstrap.review import review_parts
from diary.bootstrap.session_bus import leave_out_silent_bus
from diary.bootstrap.window import NOTHING_CHANGED, has_screen, load_painter, no_screen_text


def run_review(places: Sequence[Path]) -> int:
    """Show the review window alone; returns the exit status."""
    if not has_screen():
        sys.stderr.write(no_screen_text() + "\n")
        return NOTHING_CHANGED
    log_faults()
    from diary.domain.settings import Settings  # noqa: PLC0415 - imported where it is used
    from diary.ui.application import application  # noqa: PLC0415 - the window's libraries
    from diary.ui.asked_to_end import asked_to_end  # noqa: PLC0415 - as above
    from diary.ui.chart_source import ChartSource  # noqa: PLC0415 - as above
    from diary.ui.locale_formats import locale_formats  # noqa: PLC0415 - as above
    from diary.ui.look import WindowLook  # noqa: PLC0415 - as above
    from diary.ui.prompts import WindowPrompts  # noqa: PLC0415 - as above
    from diary.ui.review.window import ReviewWindow  # noqa: PLC0415 - as above
    from diary.ui.ui_state import UiState  # noqa: PLC0415 - as above

    leave_out_silent_bus()
    give_memory_back()
    app = application()
    # As the window of one's own diary looks; nothing is written there.
    look = WindowLook(UiState.in_folder(paths.config_path()))
    look.begin()
    look.apply()
    unit = Settings().distance_unit
    charts = ChartSource()
    prompts = WindowPrompts(app.activeWindow)
    window = ReviewWindow(review_parts(charts, prompts, lambda: locale_formats(unit)))

    window.show()
    window.idle.begin()
    window.show_places(places)
    window.tasks.run(lambda _progress: load_painter(), charts.take, window.tell_of)
    with asked_to_end(window.close):
        try:
            return app.exec()
        finally:
            window.finish()
