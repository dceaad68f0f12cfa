"""All checks of the house in one place, for ``make check`` and for the tests alike."""

from collections.abc import Callable, Iterator

from tests.architecture import habits, papers, sizes
from tests.architecture.dead_code import dead_code
from tests.architecture.source import Fault, Module, modules

MODULE_CHECKS: tuple[Callable[[Module], Iterator[Fault]], ...] = (
    sizes.oversized,
    sizes.named_for_nothing,
    habits.services_reach_down,
    habits.migrations_know_tables,
    habits.domain_is_pure,
    habits.reads_the_time,
    habits.waits,
    habits.shows_rich_text,
    habits.names_qt_properties,
    habits.shows_untranslated,
    habits.excused_without_reason,
)
PAPER_CHECKS: tuple[Callable[[], Iterator[Fault]], ...] = (
    papers.locks,
    papers.instructions,
    papers.resources,
)


def faults() -> list[Fault]:
    """Return everything that breaks a rule, in order of file and line."""
    found = [fault for check in MODULE_CHECKS for module in modules() for fault in check(module)]
    found += [fault for check in (*PAPER_CHECKS, dead_code) for fault in check()]
    return sorted(found, key=lambda fault: (fault.path, fault.line, fault.text))
