"""Habits of the house that the layers alone do not enforce, each as a search through one module."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Fault, Module, at_module_level, imports

OUTSIDE_SERVICES = ("diary.storage", "diary.formats", "diary.charts")
# The composition root hands everybody else the day or a clock.
KNOW_THE_TIME = ("diary/bootstrap", "diary/__main__.py", "packaging", "tests")
READING_THE_TIME = re.compile(
    r"(datetime|dt|date)\.(datetime\.|date\.)?(now|today|utcnow)"
    r"|time\.(time|time_ns|localtime|gmtime)"
    r"|QDate\.currentDate|QTime\.currentTime|QDateTime\.currentDateTime(Utc)?"
)
IMPURE = frozenset(
    {
        *("asyncio", "gettext", "io", "locale", "logging", "os", "pathlib", "random", "shutil"),
        *("socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib"),
    }
)
# What shows a text, and how many of its first arguments are keys, levels and widgets.
SHOWING = {
    **dict.fromkeys(("setText", "setWindowTitle", "setToolTip", "setStatusTip", "setTitle"), 0),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setPlaceholderText"), 0),
    **dict.fromkeys(("addAction", "addMenu", "setPlainText", "setPrefix", "setSuffix"), 0),
    **dict.fromkeys(("plain_label", "flowing_label", "elided_label", "PlainLabel"), 0),
    **dict.fromkeys(("push_button", "tool_button", "QPushButton", "QCheckBox", "QRadioButton"), 0),
    **dict.fromkeys(("tell", "toast", "say", "ConfirmDialog", "TextDialog", "ListDialog"), 0),
    **dict.fromkeys(("announce", "set_plain_tooltip", "EmptyState", "MessageStrip"), 1),
    **dict.fromkeys(("show_message", "set_message"), 1),
}
# The name of the program is the same in every language.
WORD = re.compile(r"(?!Kneelog\b)\b[^\W\d_]{2,}")
WAITING = re.compile(
    r"(.+\.)?(processEvents|qWait|qSleep)|time\.sleep|sleep|qtbot\.wait|QThread\.(m|u)?sleep"
)
QT_CLASS = re.compile(r"Q[A-Z]\w+")
UNEXPLAINED = re.compile(
    r"#\s*(noqa(?!:)|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*\s*$|type:\s*ignore(\[[^]]*\])?\s*$)"
)


def services_reach_down(module: Module) -> Iterator[Fault]:
    """Yield imports by which a service would bind itself to storage, formats or charts."""
    if module.is_in("diary/services"):
        for node, name in imports(at_module_level(module.tree)):
            if name in OUTSIDE_SERVICES or name.startswith(
                tuple(f"{p}." for p in OUTSIDE_SERVICES)
            ):
                yield module.fault(node, f"services take {name} through a Protocol of ports.py")


LIVE_TABLES = frozenset(
    f"diary.storage.{name}" for name in ("tables", "plan_tables", "table_base", "mapping")
)


def migrations_know_tables(module: Module) -> Iterator[Fault]:
    """Yield imports by which a frozen migration step would change with the live tables."""
    if module.is_in("diary/storage/migrations"):
        for node, name in imports(ast.walk(module.tree)):
            if name in LIVE_TABLES:
                yield module.fault(node, f"migrations are frozen and never import {name}")


def domain_is_pure(module: Module) -> Iterator[Fault]:
    """Yield what lets files, the clock, the system or the locale into the domain."""
    if not module.is_in("diary/domain"):
        return
    for node, name in imports(ast.walk(module.tree)):
        if name.split(".")[0] in IMPURE:
            yield module.fault(node, f"the domain does without {name}")
    for call, name in module.calls():
        if name == "open" or name.endswith((".now", ".today", ".utcnow")):
            yield module.fault(call, f"the domain does not call {name}; the caller passes it in")


def reads_the_time(module: Module) -> Iterator[Fault]:
    """Yield calls that ask the system for the time below the composition root."""
    if not module.is_in(*KNOW_THE_TIME):
        for call, name in module.calls():
            if READING_THE_TIME.fullmatch(name):
                yield module.fault(call, f"{name}: take the day or a Clock from the caller")


def waits(module: Module) -> Iterator[Fault]:
    """Yield sleeps and nested event loops."""
    for call, name in module.calls():
        if WAITING.fullmatch(name):
            yield module.fault(call, f"{name}: wait for a signal or pass a clock")


def shows_rich_text(module: Module) -> Iterator[Fault]:
    """Yield widgets that would read a person's note as HTML."""
    if not module.is_in("diary/ui"):
        return
    if not module.is_in("diary/ui/widgets/text.py"):
        for call, name in module.calls():
            if name.split(".")[-1] == "QLabel":
                yield module.fault(call, "labels are made by diary/ui/widgets/text.py")
    if not module.is_in("diary/ui/prompts.py", "diary/ui/prompts"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in {
                "QMessageBox",
                "QtWidgets.QMessageBox",
            }:
                yield module.fault(node, "questions are asked through diary/ui/prompts.py")


def names_qt_properties(module: Module) -> Iterator[Fault]:
    """Yield properties set by a keyword that begins with i.

    PySide makes the setter's name of it by the capital letter of the person's language, and in
    Turkish that of i is another: the window would fail there and nowhere else.
    """
    for call, name in module.calls():
        if QT_CLASS.fullmatch(name.split(".")[-1]):
            for each in call.keywords:
                if (each.arg or "").startswith("i"):
                    yield module.fault(call, f"{each.arg}=: call the setter instead")


def shows_untranslated(module: Module) -> Iterator[Fault]:
    """Yield texts that reach the screen past the gettext functions."""
    if not module.is_in("diary/ui"):
        return
    for call, name in module.calls():
        first = SHOWING.get(name.split(".")[-1])
        for shown in call.args[first:] if first is not None else ():
            parts = shown.values if isinstance(shown, ast.JoinedStr) else [shown]
            if any(
                isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and WORD.search(part.value)
                for part in parts
            ):
                yield module.fault(shown, "what a person reads goes through diary/words.py")


def excused_without_reason(module: Module) -> Iterator[Fault]:
    """Yield comments that silence a check and say why neither there nor on the line above."""
    above = ""
    for number, line in enumerate(module.text.splitlines(), 1):
        if UNEXPLAINED.search(line) and not above.lstrip().startswith("#"):
            yield Fault(module.path, number, "a silenced check needs its reason beside it")
        above = line
