"""A person's name, offered from Telegram."""

from __future__ import annotations

from bot.chat import cut
from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, mark
from bot.screens.welcome.views import missing
from bot.screens.welcome.words import about
from bot.services import people
from bot.services.groups import groups


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
            return missing(turn, person) or Go("welcome.language")
        offered = cut.brief(" ".join(turn.incoming.first_name.split()), people.LONGEST_NAME)
        return "" if turn.args.get("own") or not any(map(str.isalpha, offered)) else offered

    def render(self, view: str, say: Say) -> Message:
        if not view:
            return Message(Html(), asks=say("What is your name?"))
        buttons = [
            Button(say("👍 Use this name"), Tap("keep")),
            Button(say("✍️ Use another name"), Go(self.name, {"own": 1})),
        ]
        asks = say("Telegram says your name is {name}. Use it?", name=view)
        return Message(Html(), column(buttons), asks=asks)

    def tap_keep(self, turn: Turn, view: str) -> Go | Back:
        return self._call(turn, turn.person.name or view)  # a second tap must not undo a name that was written since

    def on_answer(self, turn: Turn, view: str, answer: Answer) -> Go | Back:
        return self._call(turn, only_text(answer))

    def _call(self, turn: Turn, name: str) -> Go | Back:
        people.rename(turn.uow, name, by=turn.me)
        people.welcome(turn.uow, turn.me, turn.account, admins=turn.programme.admins, now=turn.now)
        if turn.below == "invite.open":
            return Back()
        return about(turn) if groups.mine(turn.uow, turn.me) else Go("welcome.province")
