"""Saying a confidential word, in pieces, with one's name or without; and asking after one by its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.complaints import COMPLAINANT, Complaint, Word
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.complain.words import TITLE, collected
from bot.services.complaints import complaints, readers
from bot.understand import lao

_ABOUT = mark("A confidential word")
command(Command("complain", Go("complain.page", push=True), _ABOUT, aside="complain.group", order=79, answers=True))
_SHOWN = 3  # of one's own words on buttons
_FIGURES = 6  # of a number


@dataclass(frozen=True, slots=True)
class PageView:
    words: tuple[Word, ...]  # that are put together
    reader: str  # who reads it, "" where nobody can
    others: bool  # somebody else could
    days: int
    own: tuple[Complaint, ...]
    to_read: int
    names: bool  # this person says who reads


class Page(Screen[PageView]):
    name = "complain.page"
    asks = True
    appends = True
    personal = True
    confidential = True
    help: ClassVar[str] = mark(
        "Write or speak here what your leader need not hear. One person reads it and answers you here"
    )

    def load(self, turn: Turn) -> PageView:
        _, words = complaints.begun(turn.uow, by=turn.me)
        chain = complaints.readers_of(turn.uow, by=turn.me)
        own = turn.uow.complaints.of_person(turn.me)
        return PageView(
            tuple(words),
            turn.uow.people.name(chain[0]) if chain else "",
            len(chain) > 1,
            readers.days(turn.uow),
            tuple(own[:_SHOWN]),
            len(turn.uow.complaints.of_reader(turn.me)),
            Role.ADMIN in turn.person.roles,
        )

    def render(self, view: PageView, say: Say) -> Message:
        other = Button(say("👥 Somebody else shall read it"), Tap("other")) if view.words and view.others else None
        back = Button(say("◀ Back"), Back())
        if view.words:
            spoken = say("Your voice can be known. Write instead, if nobody shall know you") if _spoken(view) else ""
            text = lines(_head(view, say), spoken, collected(view.words, say))
            rows = [
                Button(say("📨 Send with my name"), Tap("send", (1,))),
                Button(say("📨 Send without my name"), Tap("send", (0,))),
                other,
                Button(say("🗑 Begin again"), Tap("anew")),
                back,
            ]
            return Message(text, column(rows), asks=say("Add more, or press Send"))
        about = (
            say("About money, harassment or an unfair expert. Your leader does not hear of it") if view.reader else ""
        )
        ask = say("Write or speak it here. Your name need not go along") if view.reader else Html()
        return Message(lines(_head(view, say), about), column([*_ways(view, say), back]), asks=ask)

    def on_answer(self, turn: Turn, view: PageView, answer: Answer) -> Go:
        figures = lao.fold(answer.text).strip() if answer.is_text else ""
        if not view.words and len(figures) == _FIGURES and figures.isdecimal():
            return Go("complain.own", {"complaint": complaints.open_numbered(turn.uow, figures, by=turn.person).id})
        complaints.begin(turn.uow, answer, by=turn.person, now=turn.now)
        return Go(self.name)

    def tap_other(self, turn: Turn, view: PageView) -> Go:
        chain = complaints.readers_of(turn.uow, by=turn.me)
        whole = readers.chain(turn.uow, without=[turn.me])
        if len(chain) > 1:
            following = whole[(whole.index(chain[0]) + 1) % len(whole)]
            complaints.choose_reader(turn.uow, following, by=turn.person)
        return Go(self.name)

    def tap_send(self, turn: Turn, view: PageView) -> Go:
        sent = complaints.send(turn.uow, named=bool(turn.choice()), by=turn.person, now=turn.now)
        note = turn.say("Your word has gone. Its number is {number}: with it you ask after it", number=sent.number)
        return Go("complain.own", {"complaint": sent.id}, note=note)

    def tap_anew(self, turn: Turn, view: PageView) -> Go:
        complaints.drop(turn.uow, by=turn.person)
        return Go(self.name)


def _head(view: PageView, say: Say) -> Html:
    who = (
        say.plural(
            "Only {name} reads it, and answers within {n} day",
            "Only {name} reads it, and answers within {n} days",
            view.days,
            name=view.reader,
        )
        if view.reader
        else say("Nobody can read it yet. Ask an administrator to name somebody")
    )
    return lines(bold(say(TITLE)), who)


def _spoken(view: PageView) -> bool:
    return any(word.medium and word.speaker is COMPLAINANT for word in view.words)


def _ways(view: PageView, say: Say) -> list[Button | None]:
    """To one's own words, to those that one reads, and to who reads."""
    own = (
        Button(say("🤫 No. {number}", number=one.number), Go("complain.own", {"complaint": one.id}, push=True))
        for one in view.own
    )
    inbox = Button(say("🤫 Words for me: {n}", n=view.to_read), Go("complain.inbox", push=True))
    named = Button(say("👥 Who reads them"), Go("complain.readers", push=True))
    return [*own, inbox if view.to_read else None, named if view.names else None]
