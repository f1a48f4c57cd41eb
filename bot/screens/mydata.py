"""Everything that is kept about somebody, sent into their own chat."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.notices.people import DataComes
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services import own_data


class MyData(Screen[None]):
    name = "mydata.page"
    personal = True
    help = mark("All that you wrote and sent comes here as files. Nobody else gets them")

    def load(self, turn: Turn) -> None:
        return None

    def render(self, view: None, say: Say) -> Message:
        told = say("What you wrote, and your photos and voices")
        buttons = [
            Button(say("📨 Send it to me"), Tap("send")),
            Button(say("🗑 Erase it"), Go("forget.page", push=True)),
            Button(say("◀ Back"), Back()),
        ]
        text = paragraphs(bold(say("What is kept about me")), told)
        return Message(text, column(buttons), asks=say("Shall it come here?"))

    def tap_send(self, turn: Turn, view: None) -> Back:
        own_data.ask(turn.uow, turn.chat, by=turn.person, now=turn.now)
        return Back(note=turn.say("✅ It is being put together. The files will come here soon"))


command(Command("mydata", Go("mydata.page", push=True), mark("What is kept about me"), order=90))


@notice(DataComes)
def data_comes(occasion: Occasion[DataComes]) -> Message:
    """To whoever asked, before the archives."""
    say, n = occasion.say, occasion.what.parts
    text = say.plural("Everything about you comes in {n} file", "Everything about you comes in {n} files", n)
    return Message(lines(text, say("Open the first one to read it. Show it to nobody whom you do not trust")))
