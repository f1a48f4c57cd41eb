"""A phone as its owner sees it: what stands on it last, which buttons can be pressed, and the pressing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from bot.settings import shipped
from bot.simulator import user_actions
from bot.simulator.errors import LocalApiError
from bot.simulator.files import Upload
from bot.simulator.payload import Json
from bot.simulator.world import Chat, Person, World

PHOTO = (shipped("content") / "demo" / "receipt.jpg").read_bytes()


@dataclass
class Phone:
    """One account of the local Telegram. `tapped` are the taps whose answer has not come yet."""

    world: World
    owner: Person
    tapped: set[asyncio.Task[Json | None]] = field(default_factory=set)

    @property
    def chat(self) -> Chat:
        return self.world.chats[self.owner.id]

    def newest(self) -> Json | None:
        """The last message of the bot that is not deleted."""
        return next(self._back(), None)

    def page(self) -> tuple[int, list[str]]:
        """The newest message with buttons, and what they say to the bot; (0, []) without one."""
        for message in self._back():
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            if found := [one["callback_data"] for row in rows for one in row if "callback_data" in one]:
                return message["message_id"], found
        return 0, []

    def asks_for_number(self) -> bool:
        """Whether the large keyboard asks for the phone's number."""
        keys = (self.chat.keyboard or {}).get("keyboard", [])
        return any(isinstance(key, dict) and key.get("request_contact") for row in keys for key in row)

    def _back(self) -> Iterator[Json]:
        """What the bot wrote, newest first."""
        for number in reversed(list(self.chat.messages)):
            if (message := self.chat.message(number)) and message["from"]["is_bot"]:
                yield message

    def tap(self, message: int, data: str) -> None:
        """Press a button; the answer comes when it comes."""
        task = asyncio.ensure_future(user_actions.tap(self.world, self.owner, self.chat, message, data))
        self.tapped.add(task)
        task.add_done_callback(self._untap)

    def _untap(self, task: asyncio.Task[Json | None]) -> None:
        self.tapped.discard(task)
        if not task.cancelled():
            task.exception()  # whoever has blocked the bot meanwhile taps in vain

    def start(self, payload: str) -> None:
        user_actions.start(self.world, self.owner, payload)

    def says(self, words: str) -> None:
        with suppress(LocalApiError):
            user_actions.send_text(self.world, self.owner, self.chat, words)

    def speaks(self, recording: bytes, seconds: int) -> None:
        """Send a voice."""
        upload = Upload(recording, "voice.ogg", "audio/ogg")
        user_actions.send_media(self.world, self.owner, self.chat, "voice", [upload], {"duration": seconds})

    def shows(self, caption: str) -> None:
        """Send a photo."""
        upload = Upload(PHOTO, "photo.jpg", "image/jpeg")
        user_actions.send_media(self.world, self.owner, self.chat, "photo", [upload], {"caption": caption})

    def gives_number(self) -> None:
        user_actions.send_contact(self.world, self.owner, self.chat)
