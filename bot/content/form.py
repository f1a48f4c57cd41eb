"""The form of the innovation plan: its steps, in content/plan/form.yaml; older versions stay beside it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text

KINDS = ("text", "choice", "many", "number", "money", "date", "season", "people", "photo", "voice", "actions")
"""Kinds of answer; "season" is a stretch of days, with dates or with a time of the year. A voice or photo is accepted
at every step; the kind says what is asked for."""

LONGEST_KEY, LONGEST_CHOICE = 20, 12  # characters of the keys of a step and of a choice: buttons carry both in 64 bytes
OF_WORK = ("who", "start", "due", "cost", "own")  # what a line of the table of actions says that may answer a step
_COUNTED = ("number", "money")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered by a step of kind `choice` or `many`."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the form. `key` stays the same in every version, so that answers outlive a new form."""

    key: str
    number: int  # from 1
    kind: str
    required: bool
    longest: int  # characters of a text answer
    title: Text
    question: Text
    why: Text
    example: Text
    example_of: Text  # whose example it is, and whether it is invented
    example_invented: bool
    lessons: tuple[str, ...]  # keys of the lessons that name this step, in their order
    choices: tuple[Choice, ...]
    unit: Text = field(default_factory=lambda: Text({}))  # what a number counts, shown behind it
    offers: tuple[int, ...] = ()  # numbers or amounts (kip) on buttons, for those who would rather tap
    from_work: tuple[str, ...] = ()  # what of the table of actions answers it, where nothing else does

    def choice(self, key: str) -> Choice | None:
        """The choice called `key`, or None when this version of the form does not offer it."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Form:
    """The steps of a plan, in order."""

    version: int
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        """The step called `key`, or None when this version of the form does not ask it."""
        return next((step for step in self.steps if step.key == key), None)

    def after(self, key: str) -> Step | None:
        """The step that follows `key`, or None at the end."""
        return self._beside(key, 1)

    def before(self, key: str) -> Step | None:
        """The step before `key`, or None at the start."""
        return self._beside(key, -1)

    def _beside(self, key: str, distance: int) -> Step | None:
        step = self.step(key)
        index = step.number - 1 + distance if step else -1
        return self.steps[index] if 0 <= index < len(self.steps) else None


def read_form(path: Path, faults: list[Fault]) -> Form:
    """Read one version of the form, without its lessons: those are named by the lessons themselves."""
    with open_page(path, faults) as page:
        entries = page.entries("steps")
        steps = tuple(_step(entry, number) for number, entry in enumerate(entries, 1))
        for entry, step in zip(entries, steps, strict=True):
            if any(other.key == step.key for other in steps[: step.number - 1]):
                entry.fault("key", f"another step is called `{step.key}` too", "Give each step a key of its own")
        return Form(page.number("version"), steps)


def _step(entry: Entry, number: int) -> Step:
    kind = entry.word("kind", among=KINDS)
    example = entry.entry("example")
    return Step(
        key=_key(entry),
        number=number,
        kind=kind,
        required=entry.flag("required"),
        longest=entry.number("longest"),
        title=entry.text("title"),
        question=entry.text("question"),
        why=entry.text("why"),
        example=example.text("words"),
        example_of=example.text("of"),
        example_invented=example.flag("invented"),
        lessons=(),
        choices=_choices(entry, kind),
        unit=entry.text("unit") if "unit" in entry else Text({}),
        offers=_offers(entry, kind),
        from_work=_from_work(entry, kind),
    )


def _from_work(entry: Entry, kind: str) -> tuple[str, ...]:
    found = entry.words("from_work", among=OF_WORK, default=())
    if found and kind != "text":
        problem = f"a step of kind `{kind}` is not filled from the work"
        entry.fault("from_work", problem, "Remove it, or make the step `text`")
    return found


def _key(entry: Entry, longest: int = LONGEST_KEY) -> str:
    key = entry.word("key")
    if len(key) > longest or not re.fullmatch(r"[A-Za-z0-9_-]*", key):
        problem = f"“{key}” cannot be carried by a button"
        entry.fault("key", problem, f"Use up to {longest} letters a-z, figures, _ and -")
    return key


def _offers(entry: Entry, kind: str) -> tuple[int, ...]:
    found = entry.numbers("offers")
    if found and kind not in _COUNTED:
        entry.fault(
            "offers", f"a step of kind `{kind}` offers no amounts", "Remove them, or make it `number` or `money`"
        )
    if any(number < 0 for number in found):
        entry.fault("offers", "an amount is below nought", "Write numbers from 0 on")
    return found


def _choices(entry: Entry, kind: str) -> tuple[Choice, ...]:
    offers = kind in ("choice", "many")
    found = tuple(
        Choice(_key(item, LONGEST_CHOICE), item.text("title")) for item in entry.entries("choices", optional=not offers)
    )
    if found and not offers:
        entry.fault(
            "choices", f"a step of kind `{kind}` offers no choices", "Remove them, or make it `choice` or `many`"
        )
    return found
