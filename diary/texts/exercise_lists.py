"""Names and short hints of the exercises that can be taken from a list, without any promise."""

from __future__ import annotations

from diary.domain.exercise import Exercise
from diary.domain.exercise_lists import ListedExercise, ListedKey, ListKey
from diary.words import _, mark

_LISTS = {
    ListKey.HIPS: mark("Hips"),
    ListKey.THIGHS: mark("Thighs"),
    ListKey.CALVES: mark("Calves"),
    ListKey.CORE: mark("Core"),
    ListKey.WARM_UP: mark("Warm-up"),
    ListKey.STRETCHING: mark("Stretching"),
}
_EXERCISES = {
    ListedKey.SIDE_LEG_RAISE: (
        mark("Side-lying leg raise"),
        mark("On your side, lift the straight upper leg and lower it slowly."),
    ),
    ListedKey.CLAMSHELL: (
        mark("Clamshell"),
        mark("On your side with bent knees, feet together, open the upper knee."),
    ),
    ListedKey.BRIDGE: (
        mark("Bridge"),
        mark("On your back with bent knees, lift the hips and hold for a breath."),
    ),
    ListedKey.SIDE_STEPS: (
        mark("Side steps with a band"),
        mark("Band around the legs, small steps to the side with soft knees."),
    ),
    ListedKey.SQUAT: (
        mark("Squat"),
        mark("Sit back as if onto a chair, only as deep as is comfortable."),
    ),
    ListedKey.STEP_UP: (
        mark("Step-up"),
        mark("Step onto a low step and straighten the leg; the other foot helps little."),
    ),
    ListedKey.STEP_DOWN: (
        mark("Step-down"),
        mark("From a low step, touch the floor with the other heel, slowly."),
    ),
    ListedKey.HAMSTRING_BRIDGE: (
        mark("Bridge with heels far away"),
        mark("As the bridge, with the heels further from the hips."),
    ),
    ListedKey.CALF_RAISE: (
        mark("Calf raise"),
        mark("Up on the toes with straight knees, slowly down."),
    ),
    ListedKey.BENT_CALF_RAISE: (
        mark("Calf raise with bent knees"),
        mark("The same with the knees a little bent."),
    ),
    ListedKey.PLANK: (
        mark("Plank"),
        mark("On forearms and toes, body in one line; breathe on."),
    ),
    ListedKey.SIDE_PLANK: (
        mark("Side plank"),
        mark("On one forearm, hips off the floor; from the knees is fine."),
    ),
    ListedKey.CRUNCH: (
        mark("Crunch"),
        mark("On your back, lift only head and shoulders."),
    ),
    ListedKey.BRISK_WALK: (
        mark("Brisk walk"),
        mark("Five minutes before the first running step."),
    ),
    ListedKey.LEG_SWINGS: (
        mark("Leg swings"),
        mark("Hold on to something and swing one leg to and fro."),
    ),
    ListedKey.WALKING_LUNGE: (
        mark("Walking lunge"),
        mark("Long steps, not deep, with the knee over the foot."),
    ),
    ListedKey.HIP_FLEXOR_STRETCH: (
        mark("Hip-flexor stretch"),
        mark("Half kneeling, bring the hips forward until you feel the front of the hip."),
    ),
    ListedKey.QUAD_STRETCH: (
        mark("Front of thigh stretch"),
        mark("Standing, heel toward the seat, knees side by side."),
    ),
    ListedKey.HAMSTRING_STRETCH: (
        mark("Back of thigh stretch"),
        mark("Heel on a low step, lean forward with a straight back."),
    ),
    ListedKey.CALF_STRETCH: (
        mark("Calf stretch"),
        mark("Hands on a wall, one foot back, heel on the floor."),
    ),
}


def list_name(key: ListKey) -> str:
    """What a list is called."""
    return _(_LISTS[key])


def listed_name(key: ListedKey) -> str:
    """What an exercise of a list is called."""
    return _(_EXERCISES[key][0])


def exercise_of(listed: ListedExercise) -> Exercise:
    """The exercise in the present language, as the diary would keep it."""
    return Exercise(
        listed_name(listed.key),
        listed.areas,
        listed.sets,
        listed.reps,
        listed.seconds,
        side=listed.side,
        note=_(_EXERCISES[listed.key][1]),
    )


def six_weeks_name() -> str:
    """What the ready plan is called."""
    return _("Six weeks, three times a week")


def ask_pt_text() -> str:
    """What stands beside every list."""
    return _("Ask your PT whether these exercises suit you.")


def ask_pt_plan_text() -> str:
    """What stands beside the ready plan."""
    return _("Ask your PT whether this plan suits you.")
