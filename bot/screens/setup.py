"""The set-up in the chat: what holds and why, and every item changed by an answer or a tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat import setup as in_chat
from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.domain.agreements import Needed
from bot.domain.incoming import Answer
from bot.domain.people import ADMINS, Role
from bot.domain.refused import Missing
from bot.domain.setup import ITEMS, Kind
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.rounds.words import NEEDED
from bot.screens.widgets.office_names import SETTINGS
from bot.services import setup
from bot.services.setup import Held

ABOUT = {
    "name_lo": mark("Strangers read it first"),
    "name_en": mark("Strangers read it first"),
    "welcome_lo": mark("Strangers read it before they choose a language"),
    "welcome_en": mark("Strangers read it before they choose a language"),
    "contact": mark("A name and a number: whom people ask to see or erase what is kept about them"),
    "timezone": mark("Groups that live in the programme's zone move along"),
    "quiet": mark("Nothing rings in these hours"),
    "morning": mark("New groups hear at this time what is due today. A group's own hour is kept"),
    "evening": mark("New groups get lessons, and reminders before and past a day, at this time"),
    "agreement": mark("How many members have to agree, in rounds that are made from now on"),
    "ask_second_above": mark("An announcement to more people is confirmed by a second one of the staff"),
    "media_person": mark("Files that a person may send in a month. 0 sets no limit"),
    "media_plan": mark("Files that a plan may have. 0 sets no limit"),
    "decision_minutes": mark("After so many minutes a group hears what an expert decided"),
    "return_days": mark("A plan that came back can be sent again for so many days"),
}
command(Command("setup", Go("setup.page"), mark("Set up the programme"), roles=ADMINS, order=77))


# Where each item stands; whom to ask about data has a button of its own.
SECTIONS = {
    "names": (mark("Name and welcome ▶"), ("name_lo", "name_en", "welcome_lo", "welcome_en")),
    "hours": (mark("Hours and time zone ▶"), ("timezone", "quiet", "morning", "evening")),
    "rounds": (mark("Rounds and decisions ▶"), ("agreement", "decision_minutes", "return_days")),
    "limits": (mark("Limits ▶"), ("ask_second_above", "media_person", "media_plan")),
}
_ALONE = ("contact",)


@dataclass(frozen=True, slots=True)
class SetUpView:
    items: list[Held]
    section: str


class SetUp(Screen[SetUpView]):
    name = "setup.page"
    args = ("section",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("What is set here wins over the files of the machine. Every change is noted")

    def load(self, turn: Turn) -> SetUpView:
        section = turn.word("section")
        if section not in ("", *SECTIONS):
            raise Missing
        items = setup.all_items(turn.uow, in_chat.first(turn.programme), by=turn.person)
        return SetUpView([one for one in items if not section or one.item.name in SECTIONS[section][1]], section)

    def render(self, view: SetUpView, say: Say) -> Message:
        told = lines(
            *(say("{item}: {value}", item=say(SETTINGS[one.item.name]), value=value(one, say)) for one in view.items)
        )
        named = SECTIONS[view.section][1] if view.section else _ALONE
        items = (Button(say(SETTINGS[one]), Go("setup.item", {"item": one}, push=True)) for one in named)
        others = () if view.section else self._others(say)
        rows = column([*others[:-2], *items, *others[-2:], Button(say("◀ Back"), Back())])
        return Message(
            paragraphs(bold(say("Set up the programme")), told), rows, asks=say("What do you want to change?")
        )

    def _others(self, say: Say) -> tuple[Button, ...]:
        """The sections, then what is no item."""
        named = ((one, say(label)) for one, (label, _) in SECTIONS.items())
        sections = (Button(label, Go(self.name, {"section": one}, push=True)) for one, label in named)
        return (
            *sections,
            Button(say("Hold all that leaves"), Go("stop.page", push=True)),
            Button(say("Who did what"), Go("log.page", push=True)),
        )


class OneItem(Screen[Held]):
    name = "setup.item"
    args = ("item",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    asks = True
    help: ClassVar[str] = mark("Write what shall hold from now on. It can be put back to the first value")

    def load(self, turn: Turn) -> Held:
        first = in_chat.first(turn.programme)
        return setup.open_item(turn.uow, turn.word("item"), first, by=turn.person)

    def render(self, view: Held, say: Say) -> Message:
        held, name = view, view.item.name
        text = paragraphs(
            bold(say(SETTINGS[name])),
            say(ABOUT[name]),
            lines(say("Now: {value}", value=value(held, say)), why(held, say)),
        )
        choices = [Button(say(label), Tap("choose", (rule.value,))) for rule, label in NEEDED.items()]
        back = Button(say("Put back: {value}", value=_said(held, held.first, say)), Tap("back")) if held.own else None
        needed = held.item.kind is Kind.NEEDED
        rows = column([*(choices if needed else []), back, Button(say("◀ Back"), Back())])
        asks = say("Choose what shall hold") if needed else say("Write what shall hold")
        return Message(text, rows, asks=asks)

    def tap_choose(self, turn: Turn, view: Held) -> Back:
        return self._change(turn, view, str(turn.value()))

    def tap_back(self, turn: Turn, view: Held) -> Back:
        first = in_chat.first(turn.programme)
        setup.put_back(turn.uow, view.item.name, first, by=turn.person, now=turn.now)
        return Back(note=turn.say("It is changed"))

    def on_answer(self, turn: Turn, view: Held, answer: Answer) -> Back:
        typed = only_text(answer)
        if view.item.kind is Kind.NEEDED:
            chosen = meant(answer, [(turn.say(label), rule.value) for rule, label in NEEDED.items()])
            typed = chosen or typed
        return self._change(turn, view, typed)

    def _change(self, turn: Turn, view: Held, typed: str) -> Back:
        first, name = in_chat.first(turn.programme), view.item.name
        setup.change(turn.uow, name, typed, first, by=turn.person, now=turn.now)
        return Back(note=turn.say("It is changed"))


def value(held: Held, say: Say) -> Html:
    """What holds."""
    return _said(held, held.value, say)


def _said(held: Held, kept: str, say: Say) -> Html:
    if held.item.kind is Kind.NEEDED:
        return say(NEEDED[Needed(kept)])
    return safe(kept) if kept else Html("–")


def why(held: Held, say: Say) -> Html:
    """Where it comes from."""
    if held.own and held.noted is not None:
        return say("Set here by {name}, {moment}", name=held.by, moment=say.moment(held.noted.at))
    if held.item.source:
        return say("It comes from {source}", source=held.item.source)
    return say("Nobody has set it yet")


assert set(SETTINGS) == set(ABOUT) == set(ITEMS), "every item has its words"
assert {*_ALONE, *(item for _, items in SECTIONS.values() for item in items)} == set(ITEMS), "and its place"
