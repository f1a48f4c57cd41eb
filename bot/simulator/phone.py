"""Person and Group of the client: each acts through the user API, waits for the bot, and reads the screen."""

from io import BytesIO
from pathlib import Path

import aiohttp

from bot.simulator import transcript
from bot.simulator.connection import Connection
from bot.simulator.payload import Json


class Person:
    def __init__(self, connection: Connection, person_id: int, name: str) -> None:
        self.connection = connection
        self.id = person_id
        self.name = name

    async def start(self, payload: str = "", *, wait: bool = True) -> str:
        """Presses Start, or follows a deep link with `payload`; returns the screen."""
        return await self._request(f"/api/people/{self.id}/start", {"payload": payload}, self.id, wait=wait)

    async def send(
        self, words: str, *, chat: "Group | None" = None, reply_to: int | None = None, wait: bool = True
    ) -> str:
        """Sends a text message; returns the screen of that chat."""
        chat_id = chat.id if chat else self.id
        body: Json = {"text": words} | ({"reply_to": reply_to} if reply_to else {})
        return await self._request(f"{self._chat_path(chat_id)}/messages", body, chat_id, wait=wait)

    async def tap(self, label: str, *, chat: "Group | None" = None, wait: bool = True) -> Json | None:
        """Taps the newest button with this label, inline or on the keyboard; returns the bot's answer to it.

        LookupError with the visible labels when there is none.
        """
        chat_id = chat.id if chat else self.id
        found = self._button(label, chat_id)
        if found is None:
            await self.send(label, chat=chat, wait=wait)
            return None
        message, button = found
        self.connection.transcript.append(f"{self.name} taps [{transcript.label(button)}]")
        return await self.send_callback(message["message_id"], button["callback_data"], chat=chat, wait=wait)

    async def send_callback(
        self, message_id: int, data: str, *, chat: "Group | None" = None, wait: bool = True
    ) -> Json | None:
        """Sends a callback query, whether or not there is such a button; returns the bot's answer to it."""
        chat_id, since = chat.id if chat else self.id, self.connection.event_count
        response = await self.connection.post(
            f"{self._chat_path(chat_id)}/taps", {"message_id": message_id, "data": data}
        )
        if wait:
            await self.connection.wait_for_bot(chat_id, since)
        answer = response["answer"]
        return dict(answer) if answer else None

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
        **fields: object,
    ) -> str:
        """Sends files of one kind; returns the screen."""
        chat_id = chat.id if chat else self.id
        form = aiohttp.FormData({"kind": kind} | {key: str(value) for key, value in fields.items() if value})
        for file in files:
            data = file if isinstance(file, bytes) else file.read_bytes()
            form.add_field("file", BytesIO(data), filename=name or (kind if isinstance(file, bytes) else file.name))
        since = self.connection.event_count
        await self.connection.upload(f"{self._chat_path(chat_id)}/media", form)
        return await self._screen_after(chat_id, since, wait=wait)

    async def contact(self, whose: "Person | None" = None, *, wait: bool = True) -> str:
        """Sends one's own phone number, or somebody else's; returns the screen."""
        return await self._request(
            f"{self._chat_path(self.id)}/contact", {"of": whose.id} if whose else {}, self.id, wait=wait
        )

    async def edit(self, message_id: int, words: str) -> None:
        await self.connection.post(f"{self._chat_path(self.id)}/edit", {"message_id": message_id, "text": words})

    async def block(self) -> None:
        await self.connection.post(f"/api/people/{self.id}/block")

    async def unblock(self) -> None:
        await self.connection.post(f"/api/people/{self.id}/unblock")

    def messages(self, chat: "Group | None" = None) -> list[Json]:
        """The messages that are not deleted, oldest first."""
        known = self.connection.chats.get(chat.id if chat else self.id, {})
        return [message for message in known.values() if not message.get("deleted")]

    def screen(self, chat: "Group | None" = None) -> str:
        """The bot's last message: text, and buttons below."""
        return _last(self.messages(chat))

    def buttons(self, chat: "Group | None" = None) -> list[str]:
        """The visible labels, newest message first, then the keyboard."""
        chat_id = chat.id if chat else self.id
        inline = [str(button["text"]) for _, button in self._inline(chat_id)]
        return inline + [transcript.label(button) for row in self._keyboard(chat_id) for button in row]

    def _button(self, label: str, chat_id: int) -> tuple[Json, Json] | None:
        for matches in (str.__eq__, str.__contains__):
            for message, button in self._inline(chat_id):
                if "callback_data" in button and matches(button["text"], label):
                    return message, button
        if any(transcript.label(button) == label for row in self._keyboard(chat_id) for button in row):
            return None
        raise LookupError(f"{self.name} sees no [{label}]; visible: {self.buttons()}")

    def _inline(self, chat_id: int) -> list[tuple[Json, Json]]:
        messages = [
            message for message in self.connection.chats.get(chat_id, {}).values() if not message.get("deleted")
        ]
        return [
            (message, button)
            for message in sorted(messages, key=lambda message: -message["message_id"])
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]

    def _keyboard(self, chat_id: int) -> list[list[Json | str]]:
        return list((self.connection.keyboards.get(chat_id) or {}).get("keyboard", []))

    def _chat_path(self, chat_id: int) -> str:
        return f"/api/people/{self.id}/chats/{chat_id}"

    async def _request(self, path: str, body: Json, chat_id: int, *, wait: bool) -> str:
        since = self.connection.event_count
        await self.connection.post(path, body)
        return await self._screen_after(chat_id, since, wait=wait)

    async def _screen_after(self, chat_id: int, since: int, *, wait: bool) -> str:
        if wait:
            await self.connection.wait_for_bot(chat_id, since)
        return _last(list(self.connection.chats.get(chat_id, {}).values()))


class Group:
    def __init__(self, connection: Connection, chat_id: int, title: str) -> None:
        self.connection = connection
        self.id = chat_id
        self.title = title

    async def add(self, person: Person) -> None:
        await self.connection.post(f"/api/groups/{self.id}/members", {"person": person.id})

    async def add_bot(self, by: Person, *, admin: bool = False, start_payload: str = "") -> None:
        body = {"bot": True, "by": by.id, "admin": admin, "start_payload": start_payload}
        await self.connection.post(f"/api/groups/{self.id}/members", body)

    async def remove(self, person: Person) -> None:
        await self.connection.delete(f"/api/groups/{self.id}/members/{person.id}")

    async def remove_bot(self) -> None:
        await self.connection.delete(f"/api/groups/{self.id}/members/bot")

    async def upgrade(self) -> "Group":
        """Upgrades it to a supergroup, which is returned."""
        chat = await self.connection.post(f"/api/groups/{self.id}/upgrade")
        self.connection.names[chat["id"]] = self.title
        return Group(self.connection, chat["id"], self.title)


def _last(messages: list[Json]) -> str:
    shown = [message for message in messages if message["from"]["is_bot"] and not message.get("deleted")]
    return transcript.content(shown[-1]) if shown else ""
