"""`kneelog report`: writes the visit report, as two printed pages or as a page for a browser."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path

from diary.cli.call import Call, RefusedError, UsageError, expanded, formats_of, say
from diary.cli.options import choices, one_of, option_choice, options_for_days
from diary.cli.out_files import option_replace, refuse_taken
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.hand_over import KNEE_PARTS, Part
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import (
    Paper,
    PersonShown,
    ReportChoice,
    knees_left_out,
    shown_name,
    usual_choice,
    usual_knees,
)
from diary.words import _, plural

_PDF, _PAGE = ".pdf", ".html"
# What a report can leave out; it has start times only when they are asked for.
_PARTS = (Part.NOTES, Part.PAINKILLERS)


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("the file to write: .pdf for two printed pages, .html for a page for a browser")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=text)
    option_replace(parser)
    options_for_days(parser)
    option_choice(parser, "--paper", Paper, _("paper of a PDF (default: a4)"))
    text = _("the day of the visit (default: the next one in the diary)")
    parser.add_argument("--visit", metavar="DATE", help=text)
    option_choice(parser, "--knee", Knee, _("this knee alone"))
    text = _("how the person is named (default: initials)")
    option_choice(parser, "--name", PersonShown, text)
    text = _("leave out, with commas between: {parts}").format(parts=", ".join(_PARTS))
    parser.add_argument("--without", type=_parts, default=frozenset(), metavar="PARTS", help=text)
    text = _("tell when runs started")
    parser.add_argument("--start-times", action="store_true", help=text)


def _parts(text: str) -> frozenset[str]:
    taken = one_of(_PARTS)
    words = [word.strip() for word in text.split(",")]
    if not any(words):
        raise ArgumentTypeError(_("Give one of {words}.").format(words=choices(_PARTS)))
    return frozenset(taken(word) for word in words if word)


def run(call: Call) -> int:
    """Write the file; it appears whole or not at all."""
    ending = call.options.out.suffix.lower()
    if ending not in (_PDF, _PAGE):
        raise UsageError(_("Give a file that ends in .pdf or .html."))
    path = expanded(call.options.out)
    refuse_taken(call, path)
    diary, status = call.read_diary()
    _refuse_without_name(call, diary)
    choice = _choice(call, diary)
    from diary.reports.content import visit_report  # noqa: PLC0415 - used here
    from diary.services.new_files import write_whole  # noqa: PLC0415 - as above

    report = visit_report(diary, choice, call.today, formats_of(diary))
    is_printed = ending == _PDF
    content = (
        call.parts.report_pdf(report, choice.paper)
        if is_printed
        else call.parts.report_page(report)
    )
    write_whole(path, content)
    say(_said(call, diary, choice))
    return status


def _said(call: Call, diary: Diary, choice: ReportChoice) -> str:
    """What was written: how many days and how many with entries, and which knee is missing."""
    from diary.services.visit_reports import has_entries  # noqa: PLC0415 - used here
    from diary.texts.hand_over import left_out_text  # noqa: PLC0415 - as above

    span = choice.span
    days, entries = len(span), sum(on in span for on in diary.days)
    text = plural(
        "Wrote {path}: {n} day, {entries} with entries",
        "Wrote {path}: {n} days, {entries} with entries",
        days,
    ).format(path=call.options.out, n=days, entries=entries)
    lines = [text, left_out_text(KNEE_PARTS[knee] for knee in knees_left_out(diary, choice))]
    if not has_entries(diary, span):
        lines.append(_("There are no entries on these days. The report is empty."))
    return "\n".join(filter(None, lines))


def _refuse_without_name(call: Call, diary: Diary) -> None:
    """Who asks for a name must not get a sheet with another one, or with none."""
    wanted = call.options.name
    if wanted and not shown_name(diary.person, PersonShown(wanted)):
        text = {
            PersonShown.NAME: _("The diary has no name to print."),
            PersonShown.INITIALS: _("The diary has no initials to print."),
            PersonShown.CODE: _("The diary has no code to print."),
        }[PersonShown(wanted)]
        more = _("Give one in the window, in Preferences, or leave out --name.")
        raise RefusedError(f"{text} {more}")


def _choice(call: Call, diary: Diary) -> ReportChoice:
    """What the options ask for; what they leave open is as the window would choose it."""
    options = call.options
    usual = usual_choice(diary, call.day(options.to, "--to") or call.today)
    span = _span(call, usual.span)
    return replace(
        usual,
        span=span,
        knees=(Knee(options.knee),) if options.knee else usual_knees(diary, span),
        paper=Paper(options.paper or usual.paper),
        person=PersonShown(options.name or usual.person),
        has_notes=Part.NOTES not in options.without,
        has_painkiller_names=Part.PAINKILLERS not in options.without,
        has_start_times=options.start_times,
        visit_on=call.day(options.visit, "--visit") or usual_choice(diary, call.today).visit_on,
    )


def _span(call: Call, usual: Span) -> Span:
    """The days asked for, both ends included."""
    first = call.day(call.options.from_, "--from") or usual.start
    given = call.day(call.options.to, "--to")
    last = given or call.today
    if last < first and given is None:
        text = _("{day} has not come yet. Give a --from of today or before.")
        raise UsageError(text.format(day=first))
    if last < first:
        raise InvalidValueError("--to", Reason.WRONG_ORDER, last, other="--from")
    return Span(first, last + ONE_DAY)
