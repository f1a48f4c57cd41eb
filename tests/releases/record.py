"""`python -m tests.releases.record`: presses every button ever sent in a release's world, and writes what happens.

Each form of tests/old_buttons.txt is pressed by somebody for whom it is drawn, with values that are there in the world.
It is run with the code of that release; tests/old_buttons.tsv, once written, only grows.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from bot.chat import address
from bot.chat.address import Go, Value
from bot.chat.encode import _positions
from bot.chat.screen import SCREENS
from bot.domain.ids import AccountId, PersonId
from bot.store.database import UnitOfWork
from bot.store.tables import places
from tests import buttons
from tests.buttons import Line, shape
from tests.releases.looks import Eyes, Seen, data, wander
from tests.releases.replay import NOW, Played, Theatre

SECOND_PHONES = 9_000_000_001
MOST = 60  # presses tried for one form
REFUSED = (
    "This button is old",
    "This page is not there any more",
    "This part is not open to you",
    "Only ",
    "Press /start",
    "This round is closed",
)


@dataclass
class Recorder:
    """Looks for the best press of each form."""

    theatre: Theatre
    eyes: list[Eyes] = field(default_factory=list)
    pages: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[str, dict[tuple[Eyes, str], None]] = field(default_factory=lambda: defaultdict(dict))

    def prepare(self) -> None:
        """See every page with everybody's eyes."""
        with self.theatre.undone() as uow:
            self.eyes = list(_everybody(uow))
            seeds = [
                Go(page["screen"], page["args"])
                for (stack,) in uow.connection.execute(sa.select(places.c.stack))
                for page in stack
                if page["screen"] in SCREENS
            ]
            for eyes in self.eyes:
                for seen in wander(uow, self.theatre.runner, eyes, seeds, NOW):
                    self.pages[seen.go.screen].append(seen)
                    self._note(eyes, seen)
            self._note_notices(uow)

    def _note(self, eyes: Eyes, seen: Seen) -> None:
        for one in seen.data:
            self.drawn[shape(one)][eyes, one] = None
        for push in (True, False):
            page = address.page(seen.go.screen, _positions(seen.go.screen, seen.go.args), push=push)
            self.drawn[shape(page)][eyes, page] = None

    def _note_notices(self, uow: UnitOfWork) -> None:
        """The buttons of notices, for those who get them."""
        by_person = {
            uow.people.person_of(AccountId(eyes.account)): eyes for eyes in reversed(self.eyes) if eyes.chat > 0
        }
        for row in uow.outbox.due(now=NOW, limit=100_000):
            content = self.theatre.runner.draw(uow, row, NOW) if row.notice else row.content
            eyes = by_person.get(PersonId(row.person)) if row.person else None
            eyes = eyes or next((one for one in self.eyes if one.chat == row.chat), None)
            for one in data(content or {}):
                if eyes is not None:
                    self.drawn[shape(one)][eyes, one] = None

    def record(self, form: str) -> Line:
        """The best of all presses that this form can stand for."""
        best: tuple[int, Eyes, str, Played] | None = None
        for tried, (eyes, one) in enumerate(self._candidates(form)):
            if tried >= MOST:
                break
            played = self.theatre.press(eyes.account, eyes.chat, one)
            worth = _worth(form, played)
            if best is None or worth > best[0]:
                best = (worth, eyes, one, played)
            if worth >= 5:
                break
        assert best is not None, form
        _, eyes, one, played = best
        again = self.theatre.press(eyes.account, eyes.chat, one)
        page = played.page if played.page == again.page else f"{played.page.partition(':')[0]}:*"  # such as a new code
        return Line(form, eyes.name, eyes.account, eyes.chat, one, page, played.effect, played.toast, played.words)

    def _candidates(self, form: str) -> Iterator[tuple[Eyes, str]]:
        known = dict.fromkeys(sorted(self.drawn[shape(form)], key=lambda one: _unlike(form, one[1])))
        yield from known
        wanted = address.parse(form)
        assert wanted is not None
        for seen in sorted(self.pages[wanted.screen], key=lambda one: -len(one.data)):
            args = _args(wanted.args, _positions(seen.go.screen, seen.go.args))
            revision = None if wanted.seen is None else (seen.revision if seen.revision is not None else 0)
            if wanted.action:
                yield seen.eyes, address.tap(wanted.screen, wanted.action, args, wanted.values, revision)
            else:
                yield seen.eyes, address.page(wanted.screen, args, push=wanted.push)
        yield from ((eyes, form) for eyes in self.eyes)  # it is drawn for nobody there: whoever may press it


def _args(wanted: tuple[Value, ...], there: tuple[Value, ...]) -> tuple[Value, ...]:
    """As many as wanted: the world's where it has them, the form's own behind them."""
    return (*there[: len(wanted)], *wanted[len(there) :])


def _unlike(form: str, one: str) -> int:
    """How much an example of the world differs from the form in the words that are no numbers."""
    mine, other = address.parse(form), address.parse(one)
    if mine is None or other is None:
        return 99
    pairs = [*zip(mine.args, other.args, strict=False), *zip(mine.values, other.values, strict=False)]
    return sum(left != right for left, right in pairs if isinstance(left, str))


def _worth(form: str, played: Played) -> int:
    """5: what the button is for; 1: refused; 0: nothing."""
    found = address.parse(form)
    assert found is not None
    refused = played.toast.startswith(REFUSED)
    own = played.screen == found.screen
    if found.action:
        if played.effect and not refused:
            return 5
        if played.page and not refused and (played.screen != "home.menu" or found.screen.startswith("home")):
            return 3 if own else 4
        return 1 if played.page else 0
    return 5 if own and not refused else 2 if played.page and played.screen != "home.menu" else 1


def _everybody(uow: UnitOfWork) -> Iterator[Eyes]:
    """Everybody with a second phone, those who talk in group chats, and Noy's first phone, which two people share."""
    found = []
    for account in range(SECOND_PHONES, SECOND_PHONES + 14):
        person = uow.people.person_of(AccountId(account))
        name = uow.people.name(person) if person else ""
        found.append(Eyes(name or ("somebody without a name" if person else "a stranger"), account, account))
    yield from found
    noy = found[0]
    yield from (Eyes(noy.name, noy.account, chat) for chat in (-1001, -1002, -1003))
    person = uow.people.person_of(AccountId(noy.account))
    first = uow.people.account_of(person) if person else None
    assert first is not None
    yield Eyes(f"{noy.name}, on a shared phone", first, first)


def main(forms: list[str]) -> None:
    """Record `forms`, all that are not recorded yet when there are none."""
    with tempfile.TemporaryDirectory(prefix="phaen-record-") as folder, Theatre(Path(folder) / "p.sqlite") as theatre:
        recorder = Recorder(theatre)
        recorder.prepare()
        known = {line.form: line for line in buttons.recorded()}
        wanted = forms or [form for form in buttons.written() if form not in known]
        for form in dict.fromkeys(wanted):
            known[form] = recorder.record(form)
    buttons.record(known.values())
    tally = [_worth(line.form, line.played) for line in known.values()]
    print({worth: tally.count(worth) for worth in sorted(set(tally))})


if __name__ == "__main__":
    main(sys.argv[1:])
