"""One row on its way: drawn if it is a notice, its files found or made, then through the transport."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.chat.delivery import Barred, Malformed, NotEditable, NoTopic, NotSent, Sent, Transport
from bot.chat.encode import fits
from bot.chat.runner import Runner
from bot.documents.workshop import NotMade
from bot.domain import renamed
from bot.domain.delivery import Method
from bot.domain.ids import AccountId, ChatId, PersonId
from bot.i18n import mark
from bot.papers.makers import Maker, Making
from bot.services import notices
from bot.services.groups import chats
from bot.services.reminders import reminders
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from bot.workers.executor import DatabaseExecutor
from bot.workers.uploads import Uploads

_NAMES = {"voice": "voice.ogg", "audio": "audio.mp3", "photo": "photo.jpg", "video": "video.mp4"}
_LACKS = mark("📎 There is a file here that Telegram does not deliver to you")
REMEMBERED = 5_000  # messages whose numbers are kept in memory for edits that follow soon


class NotYet(Exception):
    """The row changes a message that has not been sent yet: it waits for that one."""


class Unfinished(Exception):
    """One of several messages of a row has left; the row comes again for the next one, within the limits."""


class Delivery:
    """Knows how a row becomes a call; the sender knows when."""

    def __init__(
        self,
        executor: DatabaseExecutor,
        runner: Runner,
        transport: Transport,
        media: Path,
        makers: dict[str, Maker],
        now: Callable[[], datetime],
    ) -> None:
        self.executor, self.runner, self.transport, self.media, self.makers = executor, runner, transport, media, makers
        self.now = now
        self._messages: OrderedDict[int, int] = OrderedDict()
        self._begun: dict[int, int] = {}  # rows of several messages, and how many of them have left
        self._also: dict[int, list[int]] = {}  # the messages that rows of several have become so far
        self._apart: dict[int, int] = {}  # albums that Telegram does not take, and how many of their parts have left
        self.uploads = Uploads(executor, now)

    def remember(self, row: int, message: int) -> None:
        """Keep the number of the message that a row became."""
        self._messages[row] = message
        if len(self._messages) > REMEMBERED:
            self._messages.popitem(last=False)

    def gone(self, uow: UnitOfWork, row: Outgoing, why: str, now: datetime) -> None:
        """Somebody cannot be reached: their account is marked, and what came there by itself goes to another one of
        theirs. A group's chat is let go. What cannot be asked is asked of somebody else. A private chat has its
        account's number."""
        if row.chat > 0:
            uow.people.mark_account(AccountId(row.chat), why.replace(" ", "-"), now=now)
        else:
            chats.ended(uow, ChatId(row.chat), now=now)
        if not self._sent_elsewhere(uow, row, now):
            reminders.undelivered(uow, row, now=now)

    def _sent_elsewhere(self, uow: UnitOfWork, row: Outgoing, now: datetime) -> bool:
        """Whether a notice goes to another phone of its person; announcements went to each of them."""
        person = PersonId(row.person) if row.person else None
        if person is None or row.chat < 0 or row.lane != Lane.NOTICE or row.method is not Method.SEND:
            return False
        other = uow.people.account_of(person) if uow.people.reachable(person) else None
        if other is None or other == row.chat:
            return False
        uow.outbox.send_to(row, other, now=now)
        return True

    def barred(self, uow: UnitOfWork, row: Outgoing, over: bool, now: datetime) -> None:
        """The bot may not write in a chat: whoever can change that is told. What is given up is asked elsewhere."""
        if row.chat < 0:
            chats.closed(uow, ChatId(row.chat), now=now)
        if over:
            reminders.undelivered(uow, row, now=now)

    async def deliver(self, row: Outgoing) -> Sent | None:
        """Send a row; None when it turned out not to be needed. Raises NotSent, NotYet, Unfinished."""
        message = row.message_id or await self._message(row)
        if row.method is Method.STRIP:
            if message is not None:
                with suppress(NotEditable, NoTopic):  # it is gone, or has none
                    await self.transport.strip(row.chat, message)
            return Sent(message) if message else None
        if row.method is Method.DELETE:
            return await self._delete(row, message)
        content = row.content
        if row.notice:
            drawn = await self.executor.run(lambda uow: self.runner.draw(uow, row, self.now()))
            if drawn is None:
                return None
            content = drawn
        assert content is not None, "a row has content or a notice"
        content = await self._makeable(content)
        if not content:
            return None
        content = fits(content)
        changes = {Method.AMEND: self._amend, Method.RECALL: self._amend, Method.FOLLOW: self._follow}
        if row.method in changes:
            return await changes[row.method](row, message, content)
        try:
            if row.method is Method.SEND or message is None:
                return await self._send(row, content)
            return await self._edit(row, message, content)
        except NotMade:
            await self.executor.run(lambda uow: notices.not_made(uow, row.chat, row.person, now=self.now()))
            rest = {part: value for part, value in content.items() if part != "medium"}
            return await self._send(row, rest) if rest.get("text") else None

    async def _makeable(self, content: dict[str, Any]) -> dict[str, object]:
        """The content under the names of today. A document that nobody here makes is left out; nothing may be left."""
        medium = content.get("medium") or {}
        recipe = medium.get("recipe")
        if not recipe:
            return content
        name = renamed.now("paper", recipe["paper"])
        if name in self.makers:
            recipe = renamed.arguments("paper argument", name, recipe) | {"paper": name}
            return content | {"medium": medium | {"recipe": recipe}}
        await self.executor.run(lambda uow: notices.unknown(uow, "paper", recipe["paper"], now=self.now()))
        return {part: value for part, value in content.items() if part != "medium"} if content.get("text") else {}

    async def _follow(self, row: Outgoing, message: int | None, content: dict[str, object]) -> Sent | None:
        """Edit a page that others changed; one that cannot be edited stays, nobody is disturbed for it."""
        newest = await self.executor.run(lambda uow: uow.shown_pages.newest(row.chat))
        if message is None or newest is None or newest.row != row.edits:  # something else is shown there by now
            return None
        with suppress(NotEditable, NoTopic):
            return await self._change(row, message, content)
        return None

    async def _amend(self, row: Outgoing, message: int | None, content: dict[str, object]) -> Sent | None:
        """Change or take back what was announced; never sent anew, and what shows another page by now is left alone."""
        shown, also = await self.executor.run(
            lambda uow: (uow.shown_pages.of_message(row.chat, message or 0), uow.outbox.also(row.edits or 0))
        )
        if message is None:
            return None
        if row.person and shown is not None and row.page and shown.page.get("screen") != row.page.get("screen"):
            return Sent(message, how="another page")
        if row.method is Method.RECALL:
            with suppress(NotEditable, NoTopic):
                for one in (message, *also):
                    await self.transport.delete(row.chat, one)
                return Sent(message)
        with suppress(NotEditable, NoTopic):
            await self.transport.edit(row.chat, message, {one: kept for one, kept in content.items() if one != "parts"})
            return Sent(message, how="replaced" if row.method is Method.RECALL else "")
        return Sent(message, how="not editable")

    async def _edit(self, row: Outgoing, message: int, content: dict[str, object]) -> Sent:
        """Edit; what cannot become this by an edit is sent anew, and the old message loses its buttons."""
        try:
            return await self._change(row, message, content)
        except (NotEditable, NoTopic):
            sent = await self._send(row, content)
        with suppress(NotSent):  # it is gone, or has none
            await self.transport.strip(row.chat, message)
        return sent

    async def _change(self, row: Outgoing, message: int, content: dict[str, object]) -> Sent:
        if content.get("parts"):
            raise NotEditable("one message cannot become several")
        return await self.transport.edit(row.chat, message, content)

    async def _delete(self, row: Outgoing, message: int | None) -> Sent | None:
        """Take a message away; one that is gone already, or too old for it, stays as it is."""
        if message is None:
            return None
        with suppress(NotEditable, NoTopic):
            await self.transport.delete(row.chat, message)
        return Sent(message)

    async def _message(self, row: Outgoing) -> int | None:
        """The number of the message that this row edits; None when that never came about."""
        target = row.edits
        if target is None or row.method is Method.SEND:
            return None
        if known := self._messages.get(target):
            return known
        message, waits = await self.executor.run(lambda uow: uow.outbox.became(target))
        if message is None and waits:
            raise NotYet
        return message

    async def _send(self, row: Outgoing, content: dict[str, Any]) -> Sent:
        """Send a row's message; of several, the next one. After a crash they begin anew."""
        before, begun = content.get("parts", []), self._begun.get(row.id, 0)
        if begun < len(before):
            part = before[begun] if isinstance(before[begun], dict) else {"text": before[begun]}
            await self._part(row, part | {"thread": content.get("thread")})
            self._begun[row.id] = begun + 1
            raise Unfinished
        sent = await self._send_somehow(row, content)
        self._begun.pop(row.id, None)
        return replace(sent, also=(*self._also.pop(row.id, ()), *sent.also))

    async def _part(self, row: Outgoing, part: dict[str, object]) -> None:
        """One of the messages before a row's last one: words, a file, or several that go together."""
        sent = await self._send_somehow(row, part)
        self._also.setdefault(row.id, []).extend((*sent.also, sent.message_id))

    async def _into_topic(self, row: Outgoing, content: dict[str, Any]) -> Sent:
        """Send into the topic that the content names; where that is closed or gone, into the chat itself."""
        try:
            return await self.transport.send(row.chat, content)
        except NoTopic as error:
            thread = content.get("thread")
            if thread is None:
                raise Barred(str(error)) from error
            if error.gone:
                await self.executor.run(lambda uow: chats.topic_gone(uow, ChatId(row.chat), thread))
        return await self._into_topic(row, content | {"thread": None})

    async def _send_somehow(self, row: Outgoing, content: dict[str, Any]) -> Sent:
        """Send a message; a medium that Telegram does not take goes as a file, else its words and buttons go alone."""
        medium = content.get("medium")
        if content.get("album"):
            return await self._send_album(row, content["album"])
        try:
            return await self._send_as_is(row, content)
        except (Malformed, Barred):
            if not medium:
                raise
        with suppress(Malformed, Barred, OSError):
            if medium["kind"] != "document":
                return await self._into_topic(row, content | {"medium": await self._as_file(medium)})
        lacks = await self.executor.run(lambda uow: self.runner.say(uow, row)(_LACKS))
        words = "\n\n".join(part for part in (content.get("text"), lacks) if part)
        return await self._into_topic(row, {**content, "text": words, "medium": None})

    async def _send_album(self, row: Outgoing, album: list[dict[str, object]]) -> Sent:
        """Send pictures and files together; where one of them cannot go, one by one, each as well as it can."""
        if row.id not in self._apart:
            try:
                return await self.transport.send_album(row.chat, album)
            except Malformed:
                self._apart[row.id] = 0
                raise Unfinished from None
        part = self._apart[row.id]
        medium = {name: value for name, value in album[part].items() if name != "text"}
        sent = await self._send_somehow(row, {"text": album[part].get("text", ""), "medium": medium})
        self._apart[row.id] = part + 1
        if part + 1 < len(album):
            self._also.setdefault(row.id, []).append(sent.message_id)
            raise Unfinished
        del self._apart[row.id]
        return sent

    async def _as_file(self, medium: dict[str, Any]) -> dict[str, object]:
        """A voice, picture or film as a file; some people's Telegram takes no voices."""
        path = medium.get("path")
        data = await (
            asyncio.to_thread((self.media / path).read_bytes) if path else self.transport.fetch(medium["file_id"])
        )
        return {"kind": "document", "name": medium.get("name") or _NAMES[medium["kind"]], "bytes": data}

    async def _send_as_is(self, row: Outgoing, content: dict[str, Any]) -> Sent:
        medium = content.get("medium")
        if not medium or medium.get("file_id"):
            try:
                return await self._into_topic(row, content)
            except Malformed:  # Telegram's id may be another bot's; our own copy is not
                if not (medium and medium.get("path")):
                    raise
                medium = {name: value for name, value in medium.items() if name != "file_id"}
        return await self._send_file(row, content, medium)

    async def _send_file(self, row: Outgoing, content: dict[str, object], medium: dict[str, object]) -> Sent:
        """Upload a file once, however many wait for it; all others get it by Telegram's id."""
        key, read, known = await self._file(medium)

        async def upload() -> Sent:
            sent = await self._into_topic(row, content | {"medium": medium | {"bytes": await read()}})
            if sent.file_id:
                await self.uploads.keep(key, sent.file_id)
            return sent

        if not known:
            async with self.uploads.first(key):
                known = await self.uploads.known(key)
                if not known:
                    return await upload()
        try:
            return await self._into_topic(row, content | {"medium": medium | {"file_id": known}})
        except Malformed:  # an id that another bot was given, before this one had a new token
            return await upload()

    async def _file(self, medium: dict[str, Any]) -> tuple[str, Callable[[], Awaitable[bytes]], str]:
        """The key under which Telegram's id of a file or recipe is kept, how its bytes are got, and that id if known.

        What is known by its source is not made before it is needed.
        """
        recipe, name = medium.get("recipe"), f"{medium['kind']}:{medium.get('name', '')}"
        if not recipe:
            path = self.media / medium["path"]  # files are named by their hash
            return f"{name}:{path.name}", lambda: asyncio.to_thread(path.read_bytes), ""
        maker = self.makers[recipe["paper"]]

        def gather(uow: UnitOfWork) -> tuple[Making, str, str]:
            making = maker(uow, recipe)
            key = f"{name}:{making.source}"
            return making, key, self.uploads.at_hand(key) or uow.uploads.get(key) if making.source else ""

        making, key, known = await self.executor.run(gather)
        if making.source:
            return key, lambda: asyncio.to_thread(making), known
        made = await asyncio.to_thread(making)

        async def read() -> bytes:
            return made

        return f"{name}:{hashlib.sha256(made).hexdigest()}", read, ""
