"""The values a visit report is made of: every text is already in words and made by nobody else.

A section keeps its title when it has no data; `nothing` then says so and is "" otherwise. Texts are
plain text, typed by people too: whoever prints them has to escape them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diary.charts.kinds import Chart


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their headings; `numbers` are the columns that are set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is about, what is known of it, and how that is to be read."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top; `who`, `visit` and `file_id` are "" where they are not known.

    `file_id` is the sentence with it, `scale` what the scores are, `left_out` that a knee which was
    written about is not shown; "" = none.
    """

    title: str
    who: str
    span: str
    made: str
    visit: str
    recorded: str
    scale: str
    file_id: str
    left_out: str


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """Signs of one knee on days that follow one another, and whether help was arranged."""

    signs: str
    days: str
    help: str


@dataclass(frozen=True, slots=True)
class SafetySection:
    """The safety signs of the span, the newest first."""

    title: str
    lines: tuple[SafetyLine, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the summary: the days before, these days, and what there is to add."""

    label: str
    before: str
    now: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummarySection:
    """These days against as many before, in a few lines; `about` tells both spans.

    With fewer than seven recorded days `lines` is empty and `entries` lists what there is.
    """

    title: str
    about: str
    before_head: str
    now_head: str
    lines: tuple[Comparison, ...]
    entries: Table | None
    thin: str
    nothing: str


@dataclass(frozen=True, slots=True)
class WishesSection:
    """The person's own questions and what they want to get back to."""

    title: str
    questions: tuple[str, ...]
    goal_title: str
    goal: str
    nothing: str


@dataclass(frozen=True, slots=True)
class FigureSection:
    """A chart with all that stands in for it: `text` says it in sentences, `tables` in numbers.

    `key` names the figure within a file; `note` is how it is to be read.
    """

    key: str
    title: str
    chart: Chart
    text: str
    note: str
    tables: tuple[Table, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class WhereSection:
    """Where it hurt, and for every knee what it feels like and what makes it worse."""

    figure: FigureSection
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CountedRuns:
    """Runs counted together by week or longer, the newest weeks first; None = they stand nowhere.

    `left` says how many runs are left out where so many rows of the table are shown, none of them
    first; "" = no run.
    """

    table: Table | None
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunsSection:
    """The newest runs, and those before them counted together by week or longer.

    `on_paper` are the runs counted together where fewer of the newest ones are listed: first those
    before the newest one.
    """

    title: str
    newest: Table
    older: Table | None
    on_paper: tuple[CountedRuns, ...]
    note: str
    nothing: str


class Mark(StrEnum):
    """What a cell of the strip of signs says."""

    YES = "yes"
    SAFETY = "safety"
    NO = "no"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StripCell:
    """An answer: its mark, a few letters beside it ("3/5" of a week), and the same in words."""

    mark: Mark
    short: str
    text: str


@dataclass(frozen=True, slots=True)
class StripRow:
    """The answers about one thing, one cell for every column."""

    label: str
    cells: tuple[StripCell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class StripGroup:
    """Rows about one knee, or about what it limited."""

    title: str
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class SignsSection:
    """Yes, no and not answered by day, or by week and longer where the days are too many.

    `columns` are short names, `column_names` long ones; `column_head` says what a column is.
    `legend` has a text for each mark, `total_head` the heading of what a row counts in all. `never`
    names what was never answered.
    """

    title: str
    column_head: str
    columns: tuple[str, ...]
    column_names: tuple[str, ...]
    is_by_day: bool
    groups: tuple[StripGroup, ...]
    legend: tuple[tuple[Mark, str], ...]
    total_head: str
    never: str
    nothing: str


@dataclass(frozen=True, slots=True)
class FactsSection:
    """Lines of facts: care and plan."""

    title: str
    facts: tuple[Fact, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    """Sessions done against those asked for, the exercises with what was last done, the stages.

    `facts` stand among those of care too. `lines` are the exercises where there is no room for a
    table; `more` tells of those that have no row.
    """

    title: str
    facts: tuple[Fact, ...]
    exercises: Table
    lines: tuple[Fact, ...]
    more: str
    steps: Table
    nothing: str


@dataclass(frozen=True, slots=True)
class ShoesSection:
    """The pairs in use with limit and forecast, and what changed about shoes in the span."""

    title: str
    table: Table
    changes: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder that came up: when, what it said, and where it stands."""

    day: str
    title: str
    why: str
    state: str


@dataclass(frozen=True, slots=True)
class RemindersSection:
    """The reminders of the span, the newest first; `more` tells of the `more_count` not listed."""

    title: str
    lines: tuple[ReminderLine, ...]
    more: str
    more_count: int
    nothing: str


@dataclass(frozen=True, slots=True)
class LinesSection:
    """Sentences one below the other: limits in use, how to read."""

    title: str
    lines: tuple[str, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note; `about` tells the run it belongs to or who wrote it, "" = the day."""

    day: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class NotesSection:
    """Notes, the newest first; `more` tells of the `more_count` that are not listed.

    `left_out` says that the person kept some, or all, to themselves; it is "" otherwise.
    """

    title: str
    notes: tuple[NoteLine, ...]
    more: str
    more_count: int
    left_out: str
    nothing: str


@dataclass(frozen=True, slots=True)
class TotalsSection:
    """Totals of forms, with what they changed by; `changes` say it where a row has little room."""

    title: str
    table: Table
    changes: tuple[str, ...]
    note: str
    nothing: str


@dataclass(frozen=True, slots=True)
class OnsetSection:
    """When the trouble began, and load, shoes and events of the weeks before it."""

    title: str
    facts: tuple[Fact, ...]
    weeks: Table | None
    changes: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class SpaceSection:
    """Room for what the PT writes by hand: `line_count` empty lines, then a field for each text."""

    title: str
    line_count: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitReport:
    """A whole visit report in words, in the order in which it is read.

    `language` is a tag of the language of the texts; `file_title` names the file inside, but not
    the person; `footer` stands at the foot of every page.
    """

    language: str
    file_title: str
    header: Header
    safety: SafetySection
    summary: SummarySection
    wishes: WishesSection
    pain_and_load: FigureSection
    where: WhereSection
    responses: FigureSection
    runs: RunsSection
    signs: SignsSection
    care: FactsSection
    plan: PlanSection
    shoes: ShoesSection
    reminders: RemindersSection
    limits: LinesSection
    notes: NotesSection
    totals: TotalsSection
    onset: OnsetSection
    pt_notes: NotesSection
    space: SpaceSection
    how_to_read: LinesSection
    footer: str
