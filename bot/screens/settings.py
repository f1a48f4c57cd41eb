"""How Phaen speaks to somebody, and what they said about themselves; all of it can be changed any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.i18n import LANGUAGES, Html, Say, bold, lines, mark
from bot.screens.welcome.words import UNSAID, answer_labels, audible, kept
from bot.services import narrations, people
from bot.services.groups import groups
from bot.services.narrations import Share, Tongue
from bot.services.reminders import reminders
from bot.understand import numbers

_ABOUT = {"sex": mark("Woman or man"), "youth": mark("18–35 years"), "ethnic": mark("Ethnic group")}
_ANSWER = 12  # letters of an answer on a button


@dataclass(frozen=True, slots=True)
class SettingsView:
    """A person, and the group whose reminders they may set."""

    person: Person
    led: Group | None
    voice: Tongue | None  # in which they are read to, as long as something is recorded
    heard: Share  # what can be heard: where that is nothing, nobody is offered to be read to


class Settings(Screen[SettingsView]):
    name = "settings.page"
    help = mark("Tap what you want to change. Everything can be changed back")

    def load(self, turn: Turn) -> SettingsView:
        led = next(iter(groups.led(turn.uow, turn.me)), None)
        return SettingsView(turn.person, led, _voice(turn), narrations.offered(turn.uow, turn.library, turn.person))

    def render(self, view: SettingsView, say: Say) -> Message:
        here = [
            Button(say("🌐 Language: {name}", name=LANGUAGES[say.language]), Go("language.choose", push=True)),
            _reading(view, say) if view.heard.n else None,
            Button(say("🔊 Read in: {name}", name=view.voice.name(say.language)), Go("welcome.voice", push=True))
            if view.voice
            else None,
            _light(view, say),
            Button(say("👥 About me"), Go("settings.about", push=True)),
            Button(say("◀ Back"), Back()),
        ]
        asks = say("What do you want to change?")
        return Message(lines(bold(view.person.name), _now(view, say)), column(here), asks=asks, more=_beside(view, say))

    def tap_listen(self, turn: Turn, view: SettingsView) -> Go:
        people.choose_listening(turn.uow, bool(turn.choice()), by=turn.me)
        return Go(self.name, note=turn.say("It is changed"))

    def tap_light(self, turn: Turn, view: SettingsView) -> Go:
        people.choose_light(turn.uow, bool(turn.choice()), by=turn.me)
        return Go(self.name, note=turn.say("It is changed"))


def _voice(turn: Turn) -> Tongue | None:
    person = turn.person
    if not person.listens or not narrations.heard(turn.uow, turn.library):
        return None
    known = narrations.tongues(turn.uow, turn.library)
    return next((tongue for tongue in known if tongue.key == (person.voice or person.language)), None)


def _reading(view: SettingsView, say: Say) -> Button:
    """The other way of coming to know what a page says."""
    if view.person.listens:
        return Button(say("I read myself"), Tap("listen", (0,)))
    return Button(say("🔊 Read to me"), Tap("listen", (1,)))


def _light(view: SettingsView, say: Say) -> Button:
    if view.person.light:
        return Button(say("📷 Send me pictures and voice"), Tap("light", (0,)))
    return Button(say("Save internet data"), Tap("light", (1,)))


def _beside(view: SettingsView, say: Say) -> list[Button]:
    """What is set less often, behind 🧭."""
    found = [
        Button(say("My phone number"), Go("number.page", push=True)),
        Button(say("👥 Who uses this phone"), Go("speakers.list", push=True)),
        Button(say("What is kept about me"), Go("settings.kept", push=True)),
    ]
    if view.led is None:
        return found
    return [Button(say("⏰ Reminders of the group"), Go("reminders.group", {"group": view.led.id}, push=True)), *found]


def _now(view: SettingsView, say: Say) -> Html:
    """How things come at present."""
    person = view.person
    return lines(
        say("🔊 Texts are read to you") if person.listens and view.heard.n else say("You read yourself"),
        audible(view.heard, say),
        say("Only text comes by itself; pictures and voice on a tap")
        if person.light
        else say("📷 Pictures and voice come by themselves"),
    )


class About(Screen[Person]):
    """What somebody said about themselves: each button says it, and opens the question."""

    name = "settings.about"
    help = mark("What you said about yourself. Each may be changed, or be left unsaid")

    def load(self, turn: Turn) -> Person:
        return turn.person

    def render(self, view: Person, say: Say) -> Message:
        answers = {"sex": view.sex, "youth": view.youth, "ethnic": view.ethnic}
        buttons = [Button(say("✍️ Change the name"), Go("settings.name", push=True))]
        for question, label in _ABOUT.items():
            answer = said(question, answers[question], say).removeprefix("👍 ").removeprefix("✋ ")
            words = f"{say(label)}: {shortened(answer, _ANSWER)}"
            buttons.append(Button(words, Go("welcome.about", {"question": question}, push=True)))
        rows = column([*buttons, Button(say("◀ Back"), Back())])
        return Message(bold(view.name), rows, asks=say("What do you want to change?"))


class Rename(Screen[str]):
    """The view is the name that is kept at present."""

    name = "settings.name"
    asks = True
    help = mark("Write the name by which your group knows you")

    def load(self, turn: Turn) -> str:
        return turn.person.name

    def render(self, view: str, say: Say) -> Message:
        back = [[Button(say("◀ Back"), Back())]]
        return Message(say("Your name here is {name}", name=view), back, asks=say("What is your name?"))

    def on_answer(self, turn: Turn, view: str, answer: Answer) -> Back:
        kept = people.rename(turn.uow, only_text(answer), by=turn.me)
        return Back(note=turn.say("Your name here is {name} now", name=kept))


class Kept(Screen[str]):
    """What everybody is promised about their data, any day after the welcome too. The view is whom to ask."""

    name = "settings.kept"
    help = mark("What is kept about you, who sees it, and whom to ask")

    def load(self, turn: Turn) -> str:
        return turn.programme.contact

    def render(self, view: str, say: Say) -> Message:
        buttons = [
            Button(say("📨 Send it to me"), Go("mydata.page", push=True)),
            Button(say("🗑 Erase it"), Go("forget.page", push=True)),
            Button(say("❓ Ask"), Go("ask.page", push=True)),
            Button(say("◀ Back"), Back()),
        ]
        text = lines(bold(say("What is kept about me")), kept(view, say))
        return Message(text, column(buttons), asks=Html())


class Hour(Screen[Group]):
    """The view is the group whose hour is chosen."""

    name = "settings.hour"
    args = ("group",)
    asks = True
    help = mark("Reminders of the group's work come at this hour of the day")

    def load(self, turn: Turn) -> Group:
        return groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)

    def render(self, view: Group, say: Say) -> Message:
        hours = [Button(f"{hour}:00", Tap("choose", (hour,))) for hour in groups.HOURS]
        ask = say(
            "At which hour shall reminders of {group} come? Now: {time}",
            group=view.name,
            time=say.clock(view.at, view.later),
        )
        return Message(Html(), [*grid(hours, 4), [Button(say("◀ Back"), Back())]], asks=ask)

    def tap_choose(self, turn: Turn, view: Group) -> Back:
        return self._set(turn, view, turn.choice())

    def on_answer(self, turn: Turn, view: Group, answer: Answer) -> Back:
        words, _, past = only_text(answer).replace(".", ":").partition(":")
        hour, minute = numbers.read(words), numbers.read(past or "0")
        if not (isinstance(hour, Decimal) and isinstance(minute, Decimal)) or minute not in range(60):
            raise Refused("This hour is not understood yet. Write a number from 6 to 20, for example 8")
        if hour not in groups.HOURS:
            raise Refused("This hour is not understood yet. Write a number from 6 to 20, for example 8")
        return self._set(turn, view, round(hour), round(minute))

    def _set(self, turn: Turn, view: Group, hour: int, minute: int = 0) -> Back:
        groups.set_hour(turn.uow, view.id, hour, by=turn.person, minute=minute)
        if plan := turn.uow.plans.approved(view.id):
            reminders.schedule(turn.uow, turn.library, plan, fresh=False, now=turn.now)
        return Back(
            note=turn.say(
                "Reminders of {group} come at {time}", group=view.name, time=turn.say.clock(time(hour, minute))
            )
        )


command(Command("settings", Go("settings.page", push=True), mark("Settings"), order=75))


def said(question: str, answer: str, say: Say) -> str:
    """An answer as it is shown: "not said" where there is none, a written name as it was written."""
    found = next((label for label, value in answer_labels(question, say) if value == answer), answer)
    return found or say(UNSAID)
