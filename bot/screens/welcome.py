"""Becoming known, one tap a page: language, reading aloud, consent, name, and what may be left unsaid.

The wanted page lies below in the stack; each page replaces itself with the next, and the last one returns there.
"""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.i18n import LANGUAGES, Html, Say, lines, mark, paragraphs
from bot.screens.welcome_about import about
from bot.screens.welcome_voice import choices
from bot.services import groups, people

_HELLO = mark("Hello! Here your group will learn and write a plan together")
_CHOOSE = mark("Choose a language")
_UNCLEAR = mark("Sorry, this is not understood yet. Choose a button below")


def missing(person: Person | None) -> Go | None:
    """The first page of the welcome that somebody still needs; None when they are known."""
    if person is None or not person.language:
        return Go("welcome.language")
    if person.listens is None:
        return Go("welcome.reading")
    if person.consented_at is None:
        return Go("welcome.privacy")
    return None if person.name else Go("welcome.name")


def onward(turn: Turn) -> Go | Back:
    """From a page of the welcome to the next one that is needed, or back to the page that was wanted."""
    return missing(people.current(turn.uow, turn.account)) or Back()


# Language, reading, consent -------------------------------------------------------------------------------------------
class Language(Screen[None]):
    name = "welcome.language"
    strangers = True
    asks = True
    aloud = (_HELLO, _CHOOSE)
    help = mark("Choose the language in which you want to read. You can change it any day with /language")

    def load(self, turn: Turn) -> Go | None:
        wanted = missing(turn.person_or_none)
        if wanted is None:
            return Go("home.menu")
        return None if wanted.screen == self.name else wanted

    def render(self, view: None, say: Say) -> Message:
        both = paragraphs(lines(say(_HELLO), say(_CHOOSE)), lines(_HELLO, _CHOOSE))
        return Message(both, rows=[[Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]])

    def tap_choose(self, turn: Turn, view: None) -> Go | Back:
        language = str(turn.value())
        if language not in LANGUAGES:
            raise Refused(_UNCLEAR)
        people.choose_language(turn.uow, turn.account, language, now=turn.now)
        return onward(turn)

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Go | Back:
        names = [*((label, code) for code, label in LANGUAGES.items()), ("Lao", "lo"), ("ພາສາລາວ", "lo")]
        turn.values = (meant(answer, names) or "",)
        return self.tap_choose(turn, view)


class _Step(Screen[None]):
    """A page of the welcome for somebody whose language is known."""

    strangers = True
    asks = True

    def load(self, turn: Turn) -> Go | None:
        return Go("welcome.language") if turn.person_or_none is None else None


class Reading(_Step):
    name = "welcome.reading"
    aloud = (mark("Do you want to listen, or read yourself?"),)
    help = mark("If reading is tiring, let the texts be read to you. You can change it any day with /settings")
    options = ((mark("🔊 Read to me"), 1), (mark("📖 I read myself"), 0))

    def render(self, view: None, say: Say) -> Message:
        buttons = [Button(say(label), Tap("choose", (value,))) for label, value in self.options]
        return Message(say(self.aloud[0]), rows=column(buttons))

    def tap_choose(self, turn: Turn, view: None) -> Go | Back:
        listens = bool(turn.choice())
        people.choose_listening(turn.uow, turn.me, listens)
        return Go("welcome.voice") if listens and choices(turn) else onward(turn)

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Go | Back:
        listens = meant(answer, [(turn.say(label), value) for label, value in self.options])
        if listens is None:
            raise Refused(_UNCLEAR)
        turn.values = (listens,)
        return self.tap_choose(turn, view)


class Privacy(_Step):
    name = "welcome.privacy"
    help = mark("Read the three lines. Your name is kept only after you agree")
    promises = (
        mark("We keep your name, group and answers"),
        mark("Your group, staff and experts can see them"),
        mark("You may ask to see or erase them at any time"),
    )
    aloud = (*promises, mark("Do you agree?"))
    yes, no = mark("👍 I agree"), mark("✋ I do not agree")

    def render(self, view: None, say: Say) -> Message:
        text = paragraphs(
            lines(*(Html(f"• {say(promise)}") for promise in self.promises)),
            say(self.aloud[-1]),
        )
        return Message(text, rows=column([Button(say(self.yes), Tap("agree")), Button(say(self.no), Tap("decline"))]))

    def tap_agree(self, turn: Turn, view: None) -> Go | Back:
        people.consent(turn.uow, turn.me, now=turn.now)
        return onward(turn)

    def tap_decline(self, turn: Turn, view: None) -> Go:
        if turn.person.known:  # an old button of the welcome must not erase somebody who has agreed since
            raise Refused("This button is old. Here is the page as it is now")
        note = turn.say("That is all right, nothing was kept. To begin another day, press /start")
        people.decline(turn.uow, turn.me)
        return Go("welcome.language", note=note)

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Go | Back:
        agrees = meant(answer, [(turn.say(self.yes), True), (turn.say(self.no), False)])
        if agrees is None:
            raise Refused(_UNCLEAR)
        return self.tap_agree(turn, view) if agrees else self.tap_decline(turn, view)


# Name -----------------------------------------------------------------------------------------------------------------
class Name(Screen[str]):
    """The view is the name that Telegram gives, "" where another one is wanted."""

    name = "welcome.name"
    args = ("own",)
    strangers = True
    asks = True
    help = mark("Keep the name that Telegram knows, or write another one. Your group and staff see it")

    def load(self, turn: Turn) -> str | Go:
        person = turn.person_or_none
        if person is None or person.consented_at is None:
            return missing(person) or Go("welcome.language")
        offered = shortened(" ".join(turn.incoming.first_name.split()), people.LONGEST_NAME)
        return "" if turn.args.get("own") or not any(map(str.isalpha, offered)) else offered

    def render(self, view: str, say: Say) -> Message:
        if not view:
            return Message(say("What is your name?"))
        buttons = [
            Button(say("✅ Use this name"), Tap("keep")),
            Button(say("✏️ Use another name"), Go(self.name, {"own": 1})),
        ]
        return Message(say("Telegram says your name is {name}. Use it?", name=view), rows=column(buttons))

    def tap_keep(self, turn: Turn, view: str) -> Go | Back:
        return self._call(turn, turn.person.name or view)  # a second tap must not undo a name that was written since

    def on_answer(self, turn: Turn, view: str, answer: Answer) -> Go | Back:
        return self._call(turn, only_text(answer))

    def _call(self, turn: Turn, name: str) -> Go | Back:
        people.rename(turn.uow, turn.me, name)
        people.welcome(turn.uow, turn.me, turn.account, admins=turn.programme.admins, now=turn.now)
        if turn.below == "invite.open":
            return Back()
        return about(turn) if groups.mine(turn.uow, turn.me) else Go("welcome.province")
