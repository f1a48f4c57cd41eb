"""Everything that is kept about somebody, sent into their own chat."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.notices.people import DataComes
from bot.i18n import Html, Say, bold, lines, mark
from bot.services import own_data


class MyData(Screen[bool]):
    """Whether it was asked for just now."""

    name = "mydata.page"
    args = ("asked",)
    personal = True
    help = mark("All that you wrote and sent comes here as files. Nobody else gets them")

    def load(self, turn: Turn) -> bool:
        return bool(turn.args.get("asked"))

    def render(self, view: bool, say: Say) -> Message:
        told = "" if view else say("What you wrote, and your photos and voices")
        buttons = [
            None if view else Button(say("📨 Send it to me"), Tap("send")),
            Button(say("🗑 Erase it"), Go("forget.page", push=True)),
            Button(say("◀ Back"), Back()),
        ]
        text = lines(bold(say("What is kept about me")), told)
        return Message(text, column(buttons), asks=Html() if view else say("Shall it come here?"))

    def tap_send(self, turn: Turn, view: bool) -> Go:
        own_data.ask(turn.uow, turn.chat, by=turn.person, now=turn.now)
        note = turn.say("✅ It is being put together. The files will come here soon")
        return Go(self.name, {"asked": 1}, note=note)


command(Command("mydata", Go("mydata.page", push=True), mark("What is kept about me"), order=90))


@notice(DataComes)
def data_comes(occasion: Occasion[DataComes]) -> Message:
    """To whoever asked, before the archives."""
    say, n = occasion.say, occasion.what.parts
    text = say.plural(
        "A page to read comes, and {n} file with all of it", "A page to read comes, and {n} files with all of it", n
    )
    return Message(lines(text, say("Open the page first. Show it to nobody whom you do not trust")))
