"""The phone number for calls: given with Telegram's own key or typed, read back where it is unsure, taken away."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import address
from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.domain.incoming import Answer
from bot.domain.refused import Missing, Refused
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.widgets import read_back
from bot.services import numbers
from bot.understand import phones
from bot.understand.readings import Unclear, Unsure

_LATER = mark("Later ▶")
_SEEN = mark("Only staff who call you see it. You can take it away any day in /settings")
_KEPT = mark("✅ Your phone number is kept. Only staff who call you see it")
_NOT_YET = mark("This is no phone number yet. Write it like 020 5512 3456")
_MOST = 2  # numbers to choose from: more have no room in a button


class Number(Screen[str]):
    """The view is the number that is kept."""

    name = "number.page"
    confidential = True
    help = mark("Staff call this number when you ask for a call. Change it or take it away any day")

    def load(self, turn: Turn) -> str | Go:
        return turn.person.phone or Go("number.ask")

    def render(self, view: str, say: Say) -> Message:
        text = lines(bold(say("My phone number")), view, say(_SEEN))
        rows = [
            [Button(say("✍️ Another number"), Go("number.ask"))],
            [Button(say("🗑 Take it away"), Tap("take_away"))],
            [Button(say("◀ Back"), Back())],
        ]
        return Message(text, rows, asks=say("What would you like to do?"))

    def tap_take_away(self, turn: Turn, view: str) -> Back:
        numbers.take_away(turn.uow, by=turn.person)
        return Back(note=turn.say("Your phone number is kept no more"))


class Ask(Screen[None]):
    """A key sends the number of the phone; one can type another, or go on without."""

    name = "number.ask"
    asks = True
    confidential = True
    help = mark("Press the key below, or write a number like 020 5512 3456. Without a number nobody can call you")

    def load(self, turn: Turn) -> None:
        return None

    def render(self, view: None, say: Say) -> Message:
        asks = say("At which phone number may staff call you? Press the key below, or write it")
        return Message(say(_SEEN), keyboard=[[say(_LATER)]], contact=say("📨 Send my number"), asks=asks)

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Go | Back:
        if answer.kind == "contact":
            return _keep(turn, _contact(answer))
        if meant(answer, [(turn.say(_LATER), True)]):
            numbers.later(turn.uow, by=turn.person)
            return Back()
        read = phones.read(only_text(answer))
        if isinstance(read, Unclear) or (isinstance(read, Unsure) and len(read.choices) > _MOST):
            raise Refused(_NOT_YET)
        if isinstance(read, str):
            return _keep(turn, read)
        names = ("first", "second")
        return Go(
            "number.sure", {name: address.number(one[1:]) for name, one in zip(names, read.choices, strict=False)}
        )


def _contact(answer: Answer) -> str:
    """The number of a contact, which Telegram gives with or without its plus. Refused for somebody else's."""
    if not answer.own:
        raise Refused("This is the number of somebody else. Send your own with the key, or write it")
    digits = "".join(filter(str.isdecimal, answer.text))
    read = phones.read(f"+{digits}")
    return read if isinstance(read, str) else f"+{digits}"


def _keep(turn: Turn, number: str) -> Back:
    numbers.keep(turn.uow, number, by=turn.person)
    return Back(note=turn.say(_KEPT))


@dataclass(frozen=True, slots=True)
class SureView:
    """What was typed can be read as these numbers."""

    choices: tuple[int, ...]


class Sure(Screen[SureView]):
    name = "number.sure"
    args = ("first", "second")
    asks = True
    confidential = True
    help = mark("Tap the right phone number, or write it once more with all its digits")

    def load(self, turn: Turn) -> SureView:
        found = tuple(number for name in self.args if isinstance(number := turn.args.get(name), int) and number > 0)
        if not found:
            raise Missing
        return SureView(found)

    def render(self, view: SureView, say: Say) -> Message:
        choices = [Button(_shown(one), Tap("keep", (index,))) for index, one in enumerate(view.choices)]
        yes = Button(say("👍 Yes"), Tap("keep", (0,)))
        so = say("{words} – is it so?", words=_shown(view.choices[0]))
        other = Button(say("✍️ Another number"), Go("number.ask"))
        return read_back.reading(choices, so=so, yes=yes, which=say("Which phone number is it?"), other=other)

    def tap_keep(self, turn: Turn, view: SureView) -> Back:
        index = turn.choice()
        if index not in range(len(view.choices)):
            raise Missing
        return _keep(turn, _shown(view.choices[index]))

    def on_answer(self, turn: Turn, view: SureView, answer: Answer) -> Go | Back:
        if len(view.choices) == 1 and read_back.said_yes(turn, answer):
            return _keep(turn, _shown(view.choices[0]))
        return Ask().on_answer(turn, None, answer)


def _shown(number: int) -> Html:
    return safe(f"+{number}")
