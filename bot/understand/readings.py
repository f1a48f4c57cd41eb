"""What reading typed words can give: the value itself, a question with choices, or nothing yet.

Every reader (`dates.read`, `money.read`, `numbers.read`, `phones.read`) returns a plain value, an `Unsure` or an
`Unclear`. Whatever it returns is read back to the person before it is kept; nothing is guessed silently.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Doubt = Literal[
    "about",  # "about 2 million", "before 15/1": the person is not exact
    "currency",  # an amount in baht, dollars …: Phaen counts kip
    "era",  # a year of the Buddhist Era
    "far",  # a day more than ten years away
    "foreign",  # a phone number of another country
    "future",  # a day to come where a past one was expected
    "large",  # a sum or number beyond what a group plans with
    "length",  # a phone number with too many or too few digits
    "no_such_day",  # 31 February
    "order",  # the month stands before the day, or the day before the year
    "past",  # a day gone by where one to come was expected
    "range",  # two values: "1-2 million"
    "several",  # two phone numbers
    "small",  # under 1,000 kip: perhaps thousands were meant
    "unreadable",  # nothing known
    "vague",  # next week, May, 1.5, "a million five": more than one meaning
    "weekday",  # the weekday is not that of the day
]


@dataclass(frozen=True, slots=True)
class Unsure(Generic[T]):
    """One or more values to choose from, the likeliest first; never empty."""

    choices: tuple[T, ...]
    why: Doubt


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing to offer: ask again, with an example."""

    why: Doubt = "unreadable"
