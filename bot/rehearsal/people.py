"""Simulated people: how often they look, what they press, what they write or say, and what they forget.

Nobody knows the program: each sees a phone, and presses or answers what its newest page offers, as a person would.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.rehearsal.phones import Phone

_TRIES = 3  # how often somebody does something on a page that stays as it is
_KEPT = re.compile(r"^✅ .*(ບັນທຶກ|ເພີ່ມ|ເກັບ)", re.MULTILINE)  # what says, in Lao, that words were kept


@dataclass(frozen=True)
class Temper:
    """How somebody behaves; shares are of one."""

    looks: float  # how likely they look at their phone in a part of the day
    patience: int  # deeds before they put it away again
    doubles: float  # how likely a button is pressed twice
    speaks: float  # how likely an answer is a voice
    forgets: float  # how likely they stop in the middle of a page
    away: int = 0  # days without a signal, after each three with one


TEMPERS = {
    "quick": Temper(0.7, 30, 0.03, 0.05, 0.01),
    "slow": Temper(0.3, 10, 0.02, 0.15, 0.08),
    "nervous": Temper(0.5, 20, 0.35, 0.05, 0.03),
    "forgetful": Temper(0.4, 10, 0.05, 0.1, 0.25),
    "offline": Temper(0.6, 30, 0.05, 0.1, 0.02, away=6),
    "hearing": Temper(0.4, 15, 0.05, 0.9, 0.05),  # cannot read: hears what can be heard, and speaks
}


@dataclass(frozen=True)
class Habit:
    """What is done on a page: where a button's data matches `sees`, one that matches `press` is pressed (the first
    of them), else something is said or sent. `share`: how likely; `at_most`: how often one person does so at all."""

    sees: str
    press: str = ""
    says: Callable[[Human], str] | None = None
    medium: str = ""  # "photo" or "voice", which is sent instead of words
    any_of: bool = False  # whichever button instead of the first one
    share: float = 1.0
    at_most: int = 10_000


@dataclass
class Human:
    """Somebody with a phone. `errands` are the commands that they think of when their phone offers nothing more.

    `kept` are the words that Phaen said it had kept. A `partner` uses the same phone and has no other.
    """

    name: str
    kind: str
    temper: str
    phone: Phone
    chance: Random
    habits: tuple[Habit, ...]
    errands: tuple[str, ...]
    invite: str = ""
    partner: str = ""
    horizon: int = 300  # within how many days they plan
    joined: bool = False
    deeds: int = 0
    kept: list[str] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    _left: int = 0  # deeds until the phone is put away
    _said: str = ""
    _done: Counter[int] = field(default_factory=Counter)
    _seen: tuple[int, tuple[str, ...]] = (0, ())
    _tries: int = 0
    _been: set[str] = field(default_factory=set)  # what was pressed since they took it up: nobody walks in circles
    _errand: str = ""
    _next: str = ""  # what is written on the page that comes now, whatever it offers

    def wakes(self, now: datetime, share: float) -> None:
        """A part of the day begins, in which `share` of all who do so in busy weeks look at their phones."""
        temper = TEMPERS[self.temper]
        near = not temper.away or now.toordinal() % (temper.away + 3) >= temper.away
        looks = near and self.chance.random() < temper.looks * share
        self._left = temper.patience if looks else 0
        self._seen, self._tries = (0, ()), 0
        self._been.clear()
        self._errand = self.chance.choice(self.errands) if self.chance.random() < 0.6 else ""

    def acts(self) -> bool:
        """Do one thing; False when there is nothing (more) that they would do now."""
        if self._left <= 0:
            return False
        self._left -= 1
        self.deeds += 1
        if not self.joined:
            self.joined = True
            self.phone.start(self.invite)
            return True
        if self.chance.random() < TEMPERS[self.temper].forgets:
            self._left = 0
            return False
        return self._page() or self._begins()

    def reads(self) -> None:
        """See what came of the last words: whether they were kept."""
        said, self._said = self._said, ""
        newest = self.phone.newest() if said else None
        if newest and _KEPT.search(newest.get("text", "")):
            self.kept.append(said)

    def way_on(self) -> bool:
        """Whether the phone offers anything to press."""
        return bool(self.phone.page()[1] or self.phone.chat.keyboard)

    def _page(self) -> bool:
        """Do what the page asks; one that stays the same after a few tries is left alone."""
        if self.phone.asks_for_number():
            self.phone.gives_number()
            return True
        if self._next:
            self.phone.says(self._next)
            self._next = ""
            return True
        number, found = self.phone.page()
        seen = (number, tuple(found))
        self._tries = self._tries + 1 if seen == self._seen else 0
        self._seen = seen
        return bool(found) and self._tries < _TRIES and self._follow(number, found)

    def _follow(self, number: int, found: list[str]) -> bool:
        for index, habit in enumerate(self.habits):
            if self._done[index] >= habit.at_most or not _matching(habit.sees, found):
                continue
            if self.chance.random() >= habit.share:
                continue
            offered = (
                [one for one in _matching(habit.press, found) if one.lstrip("+") not in self._been]
                if habit.press
                else []
            )
            if habit.press and not offered:
                continue
            self._done[index] += 1
            if offered:
                self._press(number, self.chance.choice(offered) if habit.any_of else offered[0])
            else:
                self._answer(habit)
            return True
        return False

    def _press(self, message: int, data: str) -> None:
        self.trace.append(f"tap {data}")
        self.phone.tap(message, data)
        self._been.add(data.lstrip("+"))
        if data.endswith("speakers.add"):
            self._next = self.partner
        if self.chance.random() < TEMPERS[self.temper].doubles:
            self.phone.tap(message, data)

    def _answer(self, habit: Habit) -> None:
        speaks = not habit.medium and habit.at_most > 1 and self.chance.random() < TEMPERS[self.temper].speaks
        if habit.medium == "photo":
            self.trace.append("photo")
            self.phone.shows("")
        elif habit.medium == "voice" or speaks:
            self.trace.append("voice")
            self.phone.speaks(f"OggS {self.name} {self.deeds}".encode(), self.chance.randint(3, 40))
        elif habit.says:
            self._said = habit.says(self)
            self.trace.append(f"says {self._said}")
            self.phone.says(self._said)

    def _begins(self) -> bool:
        """Go on an errand, one in a part of the day."""
        if not self._errand:
            self._left = 0
            return False
        self.trace.append(self._errand)
        self.phone.says(self._errand)
        self._errand, self._seen, self._tries = "", (0, ()), 0
        return True


def _matching(pattern: str, found: list[str]) -> list[str]:
    return [data for data in found if re.search(pattern, data)]
