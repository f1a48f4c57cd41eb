"""Phones in the hands of tests: a person acts, waits for the bot, and looks at the screen."""

from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp

from bot.simulator import transcript
from bot.simulator.line import Line
from bot.simulator.payload import Json


class Person:
    def __init__(self, line: Line, person_id: int, name: str) -> None:
        self.line = line
        self.id = person_id
        self.name = name

    async def start(self, payload: str = "", *, wait: bool = True) -> str:
        """Opens the bot, by a deep link where there is a payload; returns what is on the screen then."""
        return await self._act(f"/api/people/{self.id}/start", {"payload": payload}, self.id, wait=wait)

    async def send(
        self, words: str, *, chat: "Group | None" = None, reply_to: int | None = None, wait: bool = True
    ) -> str:
        """Writes a message; returns what the bot shows last in that chat."""
        place = chat.id if chat else self.id
        wish: Json = {"text": words} | ({"reply_to": reply_to} if reply_to else {})
        return await self._act(f"{self._chat(place)}/messages", wish, place, wait=wait)

    async def tap(self, label: str, *, chat: "Group | None" = None, wait: bool = True) -> Json | None:
        """Taps the newest button with this label, inline or on the keyboard; returns the bot's answer to the tap.

        LookupError with the labels in sight when there is none.
        """
        place = chat.id if chat else self.id
        found = self._button(label, place)
        if found is None:
            await self.send(label, chat=chat, wait=wait)
            return None
        message, button = found
        self.line.transcript.append(f"{self.name} taps [{transcript.label(button)}]")
        return await self.forge(message["message_id"], button["callback_data"], chat=chat, wait=wait)

    async def forge(self, message_id: int, data: str, *, chat: "Group | None" = None, wait: bool = True) -> Json | None:
        """Sends a tap as it is told, whether or not there is such a button; returns the bot's answer to it."""
        place, since = chat.id if chat else self.id, self.line.heard
        answer = await self.line.post(f"{self._chat(place)}/taps", {"message_id": message_id, "data": data})
        if wait:
            await self.line.hear(place, since)
        told = answer["answer"]
        return dict(told) if told else None

    async def photo(self, *pictures: bytes | Path, caption: str = "", wait: bool = True) -> str:
        """Sends a photo, or several as an album."""
        return await self.media("photo", *pictures, caption=caption, wait=wait)

    async def voice(self, recording: bytes | Path, *, seconds: int = 3, wait: bool = True) -> str:
        return await self.media("voice", recording, duration=seconds, wait=wait)

    async def document(self, file: bytes | Path, *, name: str = "", caption: str = "", wait: bool = True) -> str:
        return await self.media("document", file, name=name, caption=caption, wait=wait)

    async def media(
        self,
        kind: str,
        *files: bytes | Path,
        name: str = "",
        wait: bool = True,
        chat: "Group | None" = None,
        **facts: Any,
    ) -> str:
        """Sends files of one kind; returns what the bot shows last."""
        place = chat.id if chat else self.id
        form = aiohttp.FormData({"kind": kind} | {key: str(value) for key, value in facts.items() if value})
        for file in files:
            data = file if isinstance(file, bytes) else file.read_bytes()
            form.add_field("file", BytesIO(data), filename=name or (kind if isinstance(file, bytes) else file.name))
        since = self.line.heard
        await self.line.upload(f"{self._chat(place)}/media", form)
        return await self._look(place, since, wait=wait)

    async def edit(self, message_id: int, words: str) -> None:
        await self.line.post(f"{self._chat(self.id)}/edit", {"message_id": message_id, "text": words})

    async def block(self) -> None:
        await self.line.post(f"/api/people/{self.id}/block")

    async def unblock(self) -> None:
        await self.line.post(f"/api/people/{self.id}/unblock")

    def messages(self, chat: "Group | None" = None) -> list[Json]:
        """The messages that are still there, oldest first."""
        known = self.line.chats.get(chat.id if chat else self.id, {})
        return [message for message in known.values() if not message.get("deleted")]

    def screen(self, chat: "Group | None" = None) -> str:
        """What the bot shows last: words, and buttons below."""
        return _last(self.messages(chat))

    def buttons(self, chat: "Group | None" = None) -> list[str]:
        """The labels in sight, newest message first, then the keyboard."""
        place = chat.id if chat else self.id
        inline = [str(button["text"]) for _, button in self._inline(place)]
        return inline + [transcript.label(button) for row in self._keyboard(place) for button in row]

    def _button(self, label: str, place: int) -> tuple[Json, Json] | None:
        for matches in (str.__eq__, str.__contains__):
            for message, button in self._inline(place):
                if "callback_data" in button and matches(button["text"], label):
                    return message, button
        if any(transcript.label(button) == label for row in self._keyboard(place) for button in row):
            return None
        raise LookupError(f"{self.name} sees no [{label}]; in sight: {self.buttons()}")

    def _inline(self, place: int) -> list[tuple[Json, Json]]:
        living = [message for message in self.line.chats.get(place, {}).values() if not message.get("deleted")]
        return [
            (message, button)
            for message in sorted(living, key=lambda message: -message["message_id"])
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]

    def _keyboard(self, place: int) -> list[list[Json | str]]:
        return list((self.line.keyboards.get(place) or {}).get("keyboard", []))

    def _chat(self, place: int) -> str:
        return f"/api/people/{self.id}/chats/{place}"

    async def _act(self, path: str, wish: Json, place: int, *, wait: bool) -> str:
        since = self.line.heard
        await self.line.post(path, wish)
        return await self._look(place, since, wait=wait)

    async def _look(self, place: int, since: int, *, wait: bool) -> str:
        if wait:
            await self.line.hear(place, since)
        return _last(list(self.line.chats.get(place, {}).values()))


class Group:
    def __init__(self, line: Line, chat_id: int, title: str) -> None:
        self.line = line
        self.id = chat_id
        self.title = title

    async def add(self, person: Person) -> None:
        await self.line.post(f"/api/groups/{self.id}/members", {"person": person.id})

    async def add_bot(self, by: Person, *, admin: bool = False, start_payload: str = "") -> None:
        wish = {"bot": True, "by": by.id, "admin": admin, "start_payload": start_payload}
        await self.line.post(f"/api/groups/{self.id}/members", wish)

    async def remove(self, person: Person) -> None:
        await self.line.delete(f"/api/groups/{self.id}/members/{person.id}")

    async def remove_bot(self) -> None:
        await self.line.delete(f"/api/groups/{self.id}/members/bot")

    async def upgrade(self) -> "Group":
        """Makes a supergroup of it and returns that, under its new id."""
        chat = await self.line.post(f"/api/groups/{self.id}/upgrade")
        self.line.names[chat["id"]] = self.title
        return Group(self.line, chat["id"], self.title)


def _last(messages: list[Json]) -> str:
    shown = [message for message in messages if message["from"]["is_bot"] and not message.get("deleted")]
    return transcript.said(shown[-1]) if shown else ""
