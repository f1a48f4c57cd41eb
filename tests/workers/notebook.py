"""`phaen run` with pages of the tests: a notebook that keeps every word it is told, steps that lead on from one to the
next, one that kills, one that fails, one that counts how many it is shown to at a time.

Started as a process of its own (`python -m tests.workers.notebook run`); the notebook makes losses and doubles visible.
"""

from __future__ import annotations

import os
import time
from threading import Lock
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.i18n import Html, Say
from bot.store.database import Database


class Notebook(Screen[list[str]]):
    """Shows the last word and asks for the next."""

    name = "test.notebook"
    strangers = True
    asks = True
    appends = True

    def load(self, turn: Turn) -> list[str]:
        return turn.uow.key_values.get(f"notebook {turn.chat}").split()

    def render(self, view: list[str], say: Say) -> Message:
        return Message(Html(f"last: {view[-1] if view else '-'}"))

    def on_answer(self, turn: Turn, view: list[str], answer: Answer) -> Go:
        turn.uow.key_values.set(f"notebook {turn.chat}", " ".join([*view, answer.text]))
        return Go(self.name)


class Steps(Screen[list[str]]):
    """One question after the other, as in a plan: what is answered is kept under its number."""

    name = "test.steps"
    args = ("number",)
    strangers = True
    asks = True
    appends = True
    pieces = True

    def load(self, turn: Turn) -> list[str]:
        return turn.uow.key_values.get(f"steps {turn.chat}").split()

    def render(self, view: list[str], say: Say) -> Message:
        return Message(Html(f"step {len(view)}"))

    def on_answer(self, turn: Turn, view: list[str], answer: Answer) -> Go:
        number = turn.number("number")
        turn.uow.key_values.set(f"steps {turn.chat}", " ".join([*view, f"{number}={answer.text}"]))
        return Go(self.name, {"number": number if turn.continues else number + 1})


class Killer(Screen[None]):
    """A page that kills the process which shows it."""

    name = "test.killer"
    strangers = True

    def load(self, turn: Turn) -> None:
        os._exit(9)


class Poison(Screen[None]):
    """A page with a mistake of the program in it."""

    name = "test.poison"
    strangers = True

    def load(self, turn: Turn) -> None:
        raise ZeroDivisionError(f"a mistake that quotes {turn.account}")


class Crowd(Screen[int]):
    """A page that takes its time and says how many turns were on it at once."""

    name = "test.crowd"
    strangers = True
    lock: ClassVar[Lock] = Lock()
    here: ClassVar[int] = 0
    most: ClassVar[int] = 0

    def load(self, turn: Turn) -> int:
        with self.lock:
            Crowd.here += 1
            Crowd.most = max(Crowd.most, Crowd.here)
        time.sleep(0.2)  # long enough for others to come, if they may
        with self.lock:
            Crowd.here -= 1
            return Crowd.most

    def render(self, view: int, say: Say) -> Message:
        return Message(Html(f"at most {view} at a time"))


def written(database: Database, chat: int) -> list[str]:
    """What stands in somebody's notebook."""
    with database.begin() as uow:
        return uow.key_values.get(f"notebook {chat}").split()


def answered(database: Database, chat: int) -> list[str]:
    """What somebody answered, each after the number of the step under which it was kept: 3=our."""
    with database.begin() as uow:
        return uow.key_values.get(f"steps {chat}").split()


if __name__ == "__main__":
    from bot.cli import main

    main()
