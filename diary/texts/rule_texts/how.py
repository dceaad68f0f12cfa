"""How each rule works, briefly and in plain words, with the numbers that are set."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from diary.domain.rules.findings import Rule
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.settings import setting_groups, setting_number, setting_value
from diary.words import _, mark

_ALONE = "_n"


class RuleWords(NamedTuple):
    """What a rule is called, and how it works."""

    heading: str
    text: str


class RuleGroup(NamedTuple):
    """Rules about the same thing."""

    key: str
    heading: str
    rules: tuple[Rule, ...]


def rule_groups() -> tuple[RuleGroup, ...]:
    """Every rule, each in exactly one group."""
    return tuple(group._replace(heading=_(group.heading)) for group in _GROUPS)


def rule_words(rule: Rule, settings: Settings, formats: Formats) -> RuleWords:
    """A rule with the numbers of these settings, units included."""
    heading, text = _WORDS[rule]
    if rule is Rule.WATCH and settings.worse_watch is None:
        return RuleWords(_(heading), _("This note is switched off."))
    return RuleWords(_(heading), _filled(_(text), settings, formats))


def rule_heading(rule: Rule) -> str:
    """What a rule is called."""
    return _(_WORDS[rule].heading)


def first_number(rule: Rule) -> str | None:
    """The number of a rule that stands first where its numbers are changed; None = it has none."""
    names = _names(_(_WORDS[rule].text))
    if not names:
        return None
    group = next(each.names for each in setting_groups() if names[0] in each.names)
    return next(name for name in group if name in names)


def common_words() -> str:
    """What holds for every rule that does not say otherwise."""
    return _(
        "A reminder ends by itself when what it says is no longer so. The same one comes again"
        " after 14 days at the earliest. A day without an entry is never counted as 0."
    )


def _filled(text: str, settings: Settings, formats: Formats) -> str:
    """The text with its settings; `_n` behind a name asks for the number without its unit."""
    values = {}
    for name in _names(text):
        value = settings.in_use(name)
        values[name] = setting_value(name, value, formats)
        values[name + _ALONE] = setting_number(value, formats)
    return text.format(**values)


def _names(text: str) -> list[str]:
    """The settings that a text speaks of, in its order."""
    fields = (name for _text, name, _spec, _conversion in Formatter().parse(text))
    return [name.removesuffix(_ALONE) for name in fields if name is not None]


_GROUPS = (
    RuleGroup("pain", mark("Pain"), (Rule.WORSE, Rule.WATCH, Rule.PERSIST, Rule.RECUR)),
    RuleGroup(
        "signs",
        mark("Signs"),
        (Rule.NOW, Rule.SOON, Rule.SWELL, Rule.LOCK, Rule.SHARP, Rule.NIGHT, Rule.GIVEWAY),
    ),
    RuleGroup(
        "runs",
        mark("Runs"),
        (Rule.RESP, Rule.NEXTDAY, Rule.SKIP, Rule.SPIKE, Rule.LAYOFF, Rule.REST),
    ),
    RuleGroup("plan", mark("Plan and habits"), (Rule.STRENGTH, Rule.PLATEAU, Rule.CADENCE)),
    RuleGroup("shoes", mark("Shoes"), (Rule.SHOE,)),
    RuleGroup("diary", mark("Diary"), (Rule.FEAR, Rule.GAP, Rule.VISIT, Rule.BACKUP)),
)

_WORDS: Mapping[Rule, RuleWords] = {
    Rule.WORSE: RuleWords(
        mark("Knee pain is rising"),
        mark(
            "Each knee is compared with its own usual: the lower of its averages 3 to 7 and 3 to"
            " 11 weeks ago, from at least {worse_min_base} days with a score. Three numbers are"
            " looked at: the average of the last 7 days, that of the last two weeks, and the"
            " middle one of the 3 newest scores. It comes when all three are at least {worse_act}"
            " above usual and the last 7 days average {worse_min_level} or more. After one has"
            " come, the next waits {worse_cooldown_days}.\n"
            "In the two weeks no day counts for more than {worse_cap} above usual. It takes"
            " scores on {worse_min_recent} of the last 7 days and {worse_min_prev} of the 7"
            " before.\nIt is over when the last 7 days are less than {worse_clear_delta} above"
            " usual for {worse_clear_days}. After {worse_rebase_days} the new level counts as"
            " your usual."
        ),
    ),
    Rule.WATCH: RuleWords(
        mark("A little above your usual"),
        mark(
            "The same three numbers, from {worse_watch} above usual. It is a note to read here"
            " and nothing more. It ends when the last 7 days are less than {watch_clear_delta}"
            " above usual for {worse_clear_days}, when pain is really rising, or after"
            " {worse_rebase_days}."
        ),
    ),
    Rule.PERSIST: RuleWords(
        mark("Pain that stays"),
        mark(
            "A day is painful from a score of {persist_pain_day}. It comes when pain has come and"
            " gone for more than {persist_days_1}, and once more after {persist_days_2}. It is"
            " over after {persist_clear_days} in a row with lower scores, or {persist_gap_days}"
            " without a score."
        ),
    ),
    Rule.RECUR: RuleWords(
        mark("Pain back after rest"),
        mark(
            "First a reminder that pain rose, stayed, or was too much on a run. Then"
            " {recur_rest_days} or more without a run. Then a score of {recur_pain} or more in"
            " the first {recur_window_days} of running again. It is shown for 14 days."
        ),
    ),
    Rule.NOW: RuleWords(
        mark("Get this looked at today"),
        mark(
            "You ticked a sign that a doctor wants to see on the same day. It stays until you"
            " answer no, or until help is arranged and two days have passed without the sign."
        ),
    ),
    Rule.SOON: RuleWords(
        mark("Worth a call this week"),
        mark(
            "You ticked a sign that is worth a call to your PT or doctor. It stays for that day"
            " and the next."
        ),
    ),
    Rule.SWELL: RuleWords(
        mark("Swelling that stays"),
        mark(
            "You ticked swelling on {sign_days_n} of the last {sign_window_days}. A no in between"
            " starts the count again."
        ),
    ),
    Rule.LOCK: RuleWords(
        mark("Locking that stays"),
        mark(
            "You ticked locking on {sign_days_n} of the last {sign_window_days}. A no in between"
            " starts the count again."
        ),
    ),
    Rule.SHARP: RuleWords(
        mark("Sharp pain inside"),
        mark(
            "You ticked sharp or stabbing pain, and the inner side or deep inside as the spot,"
            " on {sharp_days_n} of the last {sharp_window_days}."
        ),
    ),
    Rule.NIGHT: RuleWords(
        mark("Pain at night"),
        mark(
            "You ticked that the knee woke you on {night_days_n} of the last {night_window_days}."
        ),
    ),
    Rule.GIVEWAY: RuleWords(
        mark("Giving way"),
        mark("You ticked giving way on {giveway_days_n} of the last {giveway_window_days}."),
    ),
    Rule.RESP: RuleWords(
        mark("A run that was too much"),
        mark(
            "A run says step back when a score during or after it is above {amber_max}, when you"
            " limped, or when pain turned from dull to sharp. The same goes for a next morning"
            " above {amber_max}, or 2 or more above what it was before the run. It ends when the"
            " morning after a later run is known, or after 14 days."
        ),
    ),
    Rule.NEXTDAY: RuleWords(
        mark("Not settled by morning"),
        mark(
            "The last {nextday_runs} runs with a score the next morning count. After"
            " {nextday_count} or more of them the morning was 2 or more above what it was before"
            " the run, or above {amber_max}."
        ),
    ),
    Rule.SKIP: RuleWords(
        mark("Skipped and shortened runs"),
        mark(
            "Runs that you skipped or cut short because of the knee: {skip_count} or more in"
            " {skip_window_days}."
        ),
    ),
    Rule.SPIKE: RuleWords(
        mark("A much longer run"),
        mark(
            "One run is more than {spike_notify} as long as the longest of the 30 days before,"
            " and more than {spike_min_extra_m} longer. It speaks from 30 days"
            " after your first run, and is shown for {spike_open_days}."
        ),
    ),
    Rule.LAYOFF: RuleWords(
        mark("Back after a break"),
        mark(
            "The first run when the one before was {layoff_days} ago or more. It offers a slow"
            " way back, and stages of running and walking from {layoff_stages_days} on. Where you"
            " are in the stages already, it points to those. It is shown for 14 days."
        ),
    ),
    Rule.REST: RuleWords(
        mark("Rest days"),
        mark("You ran on {rest_run_days} in a row. It ends on the first day without a run."),
    ),
    Rule.STRENGTH: RuleWords(
        mark("Strength under your target"),
        mark(
            "Fewer days with strength work than your target, in the last 7 days and in the 7"
            " before. The target is that of your plan; without one that of the season you chose:"
            " {strength_target_off_n} a week out of season, {strength_target_in_n} in season. It"
            " speaks from two weeks after a target began, and of weeks in which you kept the"
            " diary. At most one hint about a habit comes in 7 days."
        ),
    ),
    Rule.PLATEAU: RuleWords(
        mark("A plan without a change yet"),
        mark(
            "A plan is 3 to 12 weeks old and at least half of its sessions so far are done. The"
            " middle one of the first 7 days with a score and that of the last 7 differ by less"
            " than 1. A plan whose numbers were changed keeps its age. A new plan has"
            " {plan_sessions} sessions unless you say otherwise."
        ),
    ),
    Rule.CADENCE: RuleWords(
        mark("Steps a minute"),
        mark(
            "It is off until you take it up. What your easy runs had in the 4 weeks before is"
            " then kept to compare with. From 2 easy runs in 7 days at about that pace it says"
            " what could be next: {cadence_step} more, up to {cadence_cap} above where you began,"
            " and nothing from {cadence_stop_spm} on. To stay there is said once. It comes at"
            " most every 14 days. This is optional: taller and slower runners step slower by"
            " nature."
        ),
    ),
    Rule.SHOE: RuleWords(
        mark("Shoes near or past their limit"),
        mark(
            "A pair is near its limit from {shoe_warn_share} of it, or when at your pace it gets"
            " there within {shoe_warn_days}. Something you found on the sole counts too. Many"
            " runners change shoes around these distances; how they feel counts more than the"
            " number."
        ),
    ),
    Rule.FEAR: RuleWords(
        mark("Held back for worry"),
        mark(
            "You ticked that you held back for worry on {fear_count} or more of the last"
            " {fear_window_days}."
        ),
    ),
    Rule.GAP: RuleWords(
        mark("A gap in the diary"),
        mark(
            "It comes 3 days after the last entry, once for each gap, and goes with the next"
            " entry or 14 days after the last one. The gap stays empty and that is fine."
        ),
    ),
    Rule.VISIT: RuleWords(
        mark("A visit is near"),
        mark("It comes 3 days before the visit you noted and goes on the day after it."),
    ),
    Rule.BACKUP: RuleWords(
        mark("No backup"),
        mark("7 days without a checked backup while there was something new to keep."),
    ),
}
