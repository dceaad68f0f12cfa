"""One label for every key of the vocabulary.

Labels are looked up when they are shown, so that a change of language needs no restart.
"""

from __future__ import annotations

from enum import StrEnum

from diary.domain.day import Care, Limit, PlanAnswer
from diary.domain.event import EventKind
from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.knee import Area, Knee, Moment, Quality, Sign, SwellingSize, WorseWith
from diary.domain.person import ContactKind, Season
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.run import Aid, Finish, Hills, RunKind, Sport, Surface, WarmUp
from diary.domain.run_walk import StepReason
from diary.domain.settings import DistanceUnit, SetBy
from diary.domain.shoe import ShoeKind, SoleFinding, WearState
from diary.domain.total import Direction, Meaning, Scale
from diary.words import _, mark

# By set, since members of different sets can be equal as text ("walking" is in two of them).
_LABELS: dict[type[StrEnum], dict[str, str]] = {
    Knee: {
        Knee.LEFT: mark("Left knee"),
        Knee.RIGHT: mark("Right knee"),
    },
    Moment: {
        Moment.MORNING: mark("This morning"),
        Moment.DURING: mark("During the run"),
        Moment.AFTER: mark("After the run"),
        Moment.WORST: mark("Worst today"),
    },
    Area: {
        Area.ABOVE: mark("Above the kneecap"),
        Area.FRONT: mark("Front, around or under the kneecap"),
        Area.BELOW: mark("Below the kneecap"),
        Area.INNER: mark("Inner side"),
        Area.OUTER: mark("Outer side"),
        Area.BEHIND: mark("Back of the knee"),
        Area.INSIDE: mark("Deep inside"),
        Area.ALL_OVER: mark("All over, hard to say"),
    },
    Quality: {
        Quality.DULL: mark("Dull ache"),
        Quality.SORE: mark("Sore"),
        Quality.SHARP: mark("Sharp"),
        Quality.STABBING: mark("Stabbing"),
        Quality.BURNING: mark("Burning"),
        Quality.TIGHT: mark("Tight or stiff"),
        Quality.CATCHING: mark("Catching"),
    },
    WorseWith: {
        WorseWith.SQUATTING: mark("Squatting"),
        WorseWith.KNEELING: mark("Kneeling"),
        WorseWith.DOWNHILL: mark("Walking downhill"),
        WorseWith.WALKING: mark("Walking"),
        WorseWith.STANDING: mark("Standing"),
        WorseWith.STANDING_UP: mark("Standing up"),
        WorseWith.BENDING: mark("Bending"),
        WorseWith.RUNNING: mark("Running"),
    },
    Sign: {
        Sign.SWELLING: mark("Swelling"),
        Sign.LOCKING: mark("Locking"),
        Sign.GIVING_WAY: mark("Giving way"),
        Sign.CLICKING: mark("Clicking or grinding"),
        Sign.STIFF_AFTER_SITTING: mark("Stiff after sitting"),
        Sign.STAIRS_HURT: mark("Stairs hurt"),
        Sign.TENDER: mark("Tender to press"),
        Sign.NIGHT_PAIN: mark("Woke me at night"),
        Sign.BEGAN_WITH_FALL: mark("Began with a fall or twist"),
        Sign.POPPED: mark("Felt or heard a pop"),
        Sign.NO_WEIGHT: mark("Could not put weight on it"),
        Sign.HOT_OR_FEVERISH: mark("Hot, red or feverish"),
        Sign.STUCK: mark("Cannot fully straighten or bend it"),
        Sign.OUT_OF_SHAPE: mark("Looks out of shape"),
        Sign.NUMB_OR_COLD: mark("Numb or cold below the knee"),
        Sign.CALF_SWOLLEN: mark("Calf swollen or very tender"),
    },
    SwellingSize: {
        SwellingSize.SLIGHT: mark("Slight"),
        SwellingSize.CLEAR: mark("Clear"),
        SwellingSize.LARGE_FAST: mark("Large and fast (within hours)"),
    },
    PlanAnswer: {
        PlanAnswer.AS_PLANNED: mark("Yes"),
        PlanAnswer.CUT_SHORT: mark("Cut short"),
        PlanAnswer.SKIPPED_KNEE: mark("Skipped, because of the knee"),
        PlanAnswer.SKIPPED_OTHER: mark("Skipped, other reason"),
        PlanAnswer.NONE_PLANNED: mark("No run planned"),
    },
    Limit: {
        Limit.STAIRS: mark("Stairs"),
        Limit.SQUATTING_KNEELING: mark("Squatting or kneeling"),
        Limit.SITTING_LONG: mark("Sitting long"),
        Limit.WALKING: mark("Walking"),
        Limit.SLEEP: mark("Sleep"),
        Limit.WORK_HOME: mark("Work or home"),
    },
    Care: {
        Care.STRENGTH: mark("Strength work"),
        Care.MOBILITY: mark("Stretching or mobility"),
        Care.ICE: mark("Ice"),
        Care.HEAT: mark("Heat"),
        Care.TAPE: mark("Tape"),
        Care.BRACE: mark("Brace"),
        Care.MASSAGE_ROLLER: mark("Massage or roller"),
        Care.PAINKILLER: mark("Painkiller"),
        Care.REST: mark("Rest"),
        Care.PT_VISIT: mark("PT visit"),
    },
    Sport: {
        Sport.RUN: mark("Run"),
        Sport.WALK: mark("Walk"),
        Sport.HIKE: mark("Hike"),
        Sport.RIDE: mark("Ride"),
        Sport.SWIM: mark("Swim"),
        Sport.OTHER: mark("Other"),
    },
    RunKind: {
        RunKind.EASY: mark("Easy"),
        RunKind.LONG: mark("Long"),
        RunKind.TEMPO: mark("Tempo"),
        RunKind.INTERVALS: mark("Intervals"),
        RunKind.HILLS: mark("Hills"),
        RunKind.RACE: mark("Race"),
        RunKind.RUN_WALK: mark("Run-walk"),
        RunKind.OTHER: mark("Other"),
    },
    Surface: {
        Surface.ROAD: mark("Road"),
        Surface.CONCRETE: mark("Concrete or paving"),
        Surface.TRAIL: mark("Trail"),
        Surface.TRACK: mark("Track"),
        Surface.TREADMILL: mark("Treadmill"),
        Surface.GRASS: mark("Grass"),
        Surface.SAND: mark("Sand"),
        Surface.MIXED: mark("Mixed"),
    },
    Hills: {
        Hills.FLAT: mark("Flat"),
        Hills.ROLLING: mark("Rolling"),
        Hills.HILLY: mark("Hilly"),
        Hills.DOWNHILL: mark("Mostly downhill"),
    },
    WarmUp: {
        WarmUp.NONE: mark("None"),
        WarmUp.UNDER_5: mark("Under 5 min"),
        WarmUp.FROM_5_TO_10: mark("5 to 10 min"),
        WarmUp.OVER_10: mark("Over 10 min"),
    },
    Finish: {
        Finish.AS_PLANNED: mark("As planned"),
        Finish.CUT_SHORT_KNEE: mark("Cut short, knee"),
        Finish.CUT_SHORT_OTHER: mark("Cut short, other"),
    },
    Aid: {
        Aid.INSOLE: mark("Insole"),
        Aid.BRACE: mark("Brace"),
        Aid.TAPE: mark("Tape"),
        Aid.SLEEVE: mark("Sleeve"),
    },
    ShoeKind: {
        ShoeKind.DAILY: mark("Daily trainer"),
        ShoeKind.STABILITY: mark("Stability"),
        ShoeKind.MAX_CUSHION: mark("Max cushion"),
        ShoeKind.TRAIL: mark("Trail"),
        ShoeKind.LIGHTWEIGHT: mark("Lightweight"),
        ShoeKind.RACING_CARBON: mark("Racing, plated"),
        ShoeKind.MINIMAL: mark("Minimal"),
        ShoeKind.SPIKES: mark("Spikes"),
        ShoeKind.OTHER: mark("Other"),
    },
    SoleFinding: {
        SoleFinding.HEEL_ONE_SIDE: mark("Heel worn to one side"),
        SoleFinding.TREAD_GONE: mark("Tread gone"),
        SoleFinding.MIDSOLE_CREASED: mark("Midsole creased"),
        SoleFinding.HEEL_COUNTER_SOFT: mark("Heel cup soft"),
        SoleFinding.FEELS_FLAT: mark("Feels flat"),
    },
    WearState: {
        WearState.OK: mark("In good range"),
        WearState.SOON: mark("Near its limit"),
        WearState.OVER: mark("Past its limit"),
        WearState.INSPECT: mark("Look at the sole"),
    },
    EventKind: {
        EventKind.PT_VISIT: mark("PT visit"),
        EventKind.DOCTOR_VISIT: mark("Doctor"),
        EventKind.MANUAL_TREATMENT: mark("Massage or manual treatment"),
        EventKind.TREATMENT_STARTED: mark("Treatment started"),
        EventKind.TREATMENT_STOPPED: mark("Treatment stopped"),
        EventKind.NEW_EXERCISE: mark("New exercise"),
        EventKind.RACE: mark("Race"),
        EventKind.ILLNESS: mark("Illness"),
        EventKind.TRAVEL: mark("Travel"),
        EventKind.HOLIDAY: mark("Holiday"),
        EventKind.HELP_ARRANGED: mark("Help arranged"),
        EventKind.OTHER: mark("Other"),
    },
    SessionKind: {
        SessionKind.STRENGTH: mark("Strength"),
        SessionKind.MOBILITY: mark("Mobility"),
        SessionKind.STRETCHING: mark("Stretching"),
        SessionKind.ROLLING: mark("Rolling"),
        SessionKind.YOGA: mark("Yoga"),
        SessionKind.PILATES: mark("Pilates"),
        SessionKind.OTHER: mark("Other"),
    },
    BodyArea: {
        BodyArea.HIPS: mark("Hips"),
        BodyArea.THIGHS_FRONT: mark("Front of thigh"),
        BodyArea.THIGHS_BACK: mark("Back of thigh"),
        BodyArea.CALVES: mark("Calves"),
        BodyArea.CORE: mark("Core"),
        BodyArea.ANKLES_FEET: mark("Ankles and feet"),
    },
    Side: {
        Side.LEFT: mark("Left side"),
        Side.RIGHT: mark("Right side"),
        Side.BOTH: mark("Both sides"),
    },
    Scale: {
        Scale.AKPS: mark("AKPS"),
        Scale.LEFS: mark("LEFS"),
        Scale.UWRI: mark("UWRI"),
        Scale.KOOS_PS: mark("KOOS-PS"),
        Scale.KOOS_PF: mark("KOOS-PF"),
        Scale.OSTRC_O2: mark("OSTRC-O2"),
    },
    Direction: {
        Direction.HIGH_IS_BETTER: mark("Higher is better"),
        Direction.LOW_IS_BETTER: mark("Lower is better"),
    },
    Meaning: {
        Meaning.BETTER: mark("Better"),
        Meaning.WORSE: mark("Worse"),
        Meaning.NO_CLEAR_CHANGE: mark("No clear change"),
    },
    ContactKind: {
        ContactKind.PT: mark("My PT"),
        ContactKind.DOCTOR: mark("My doctor"),
        ContactKind.EMERGENCY: mark("Emergency number"),
    },
    StateName: {
        StateName.OPEN: mark("Open"),
        StateName.DOING: mark("In progress"),
        StateName.SNOOZED: mark("Snoozed"),
        StateName.DISMISSED: mark("Put away"),
        StateName.SETTLED: mark("Settled"),
    },
    DismissReason: {
        DismissReason.HANDLED: mark("Already handled"),
        DismissReason.KNOWN: mark("I know why"),
        DismissReason.NOT_USEFUL: mark("Not useful"),
    },
    Season: {
        Season.IN: mark("In season"),
        Season.OFF: mark("Off season"),
    },
    SetBy: {
        SetBy.ME: mark("me"),
        SetBy.PT: mark("my PT"),
    },
    StepReason: {
        StepReason.PROGRESS: mark("Moved on"),
        StepReason.HOLD: mark("Repeated"),
        StepReason.BACK: mark("Stepped back"),
        StepReason.GAP: mark("Stepped back after a gap"),
        StepReason.RESTART: mark("Began again"),
        StepReason.BY_HAND: mark("Changed by hand"),
    },
    DistanceUnit: {
        DistanceUnit.KM: mark("km"),
        DistanceUnit.MI: mark("mi"),
    },
}


def label(member: StrEnum) -> str:
    """What the person reads for a key, in the language that is installed."""
    return _(_LABELS[type(member)][member.value])


_SCORE_WORDS = (
    mark("No pain"),
    mark("Mild"),
    mark("Moderate"),
    mark("Severe"),
    mark("Worst imaginable"),
)
_BAND_ENDS = (0, 3, 6, 9, 10)


def score_word(score: int) -> str:
    """The word of a score: 0 no pain, 1-3 mild, 4-6 moderate, 7-9 severe, 10 worst imaginable."""
    band = next(index for index, end in enumerate(_BAND_ENDS) if score <= end)
    return _(_SCORE_WORDS[band])
