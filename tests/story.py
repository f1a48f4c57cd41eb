"""Stories: people with names talk to the runner on a real database, and the transcript says what everybody saw.

Every turn reads its state anew from the database; nothing is kept in between but what people see on their phones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.runner import Runner
from bot.chat.scene import Outcome
from bot.chat.screen import Programme
from bot.content.library import Library
from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, ChatId, GroupId, PersonId, RoundId
from bot.domain.incoming import File, Incoming
from bot.domain.people import Role
from bot.domain.rounds import Rules
from bot.i18n import Html, plain
from bot.screens import everything
from bot.settings import shipped
from bot.store.attempts import Settled
from bot.store.database import Database
from tests import buttons

everything.known()
LIBRARY = Library.load(shipped("content"))
PACE = 10.0  # seconds in which somebody reads a page and answers it
AT_ONCE = Rules(waits=timedelta(0))  # stories about something else do not wait for what experts decide
BEGINNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, nine o'clock in Laos


@dataclass
class Bubble:
    """A message on somebody's phone."""

    id: int
    text: str
    rows: list[list[dict[str, str]]] = field(default_factory=list)
    keyboard: list[list[str]] = field(default_factory=list)
    medium: dict[str, Any] | None = None
    lane: int = 0

    def has(self, *words: str) -> bool:
        """Whether all of this stands in the text, wherever."""
        return all(each in self.text for each in words)

    def buttons(self) -> list[str]:
        return [button["label"] for row in self.rows for button in row]


class Story:
    """One programme in a database, its clock, and everybody's phones."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = BEGINNING
        programme = Programme(LIBRARY, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=AT_ONCE)
        self.runner = Runner(programme, shipped("locales"), ZoneInfo("Asia/Vientiane"))
        self.phones: dict[int, dict[int, Bubble]] = {}
        self.transcript: list[str] = []
        self.names: dict[int, str] = {}
        self.delivering = True
        self._update = self._message = 100

    def wait(self, **length: float) -> None:
        """Time passes: `story.wait(days=3)`."""
        self.now += timedelta(**length)

    def somebody(self, name: str, number: int | None = None) -> Someone:
        """A phone of somebody whom the programme does not know yet."""
        number = number or 1000 + len(self.names) + 1
        self.names[number] = name
        self.phones.setdefault(number, {})
        return Someone(self, number, name)

    def known(self, name: str, *, language: str = "lo", roles: tuple[Role, ...] = ()) -> Someone:
        """A phone of somebody who has been through the welcome."""
        someone = self.somebody(name)
        with self.database.begin() as uow:
            uow.people.account(AccountId(someone.number), now=self.now)
            person = uow.people.add(
                now=self.now,
                name=name,
                language=language,
                listens=False,
                consented_at=self.now,
                asked="call,ethnic,phone,sex,youth",
            )
            uow.people.speak_as(AccountId(someone.number), person)
            for role in roles:
                uow.people.put_role(person, role, "confirmed", now=self.now)
        someone.person = person
        return someone

    def group(self, *members: Someone, name: str = "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", district: str = "1704") -> GroupId:
        """An active group; the first member leads it."""
        with self.database.begin() as uow:
            village = uow.groups.village(district, "ດັກຂຽດ", state="known")
            values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
            group = uow.groups.add(now=self.now, name=name, **values)
            for index, member in enumerate(members):
                uow.groups.join(group, member.me, leader=index == 0, now=self.now)
        return group

    def round(self, *, days: int = 30, agreement: str = "none") -> RoundId:
        """An open round whose deadline is in so many days. Stories about something else need nobody's agreement."""
        with self.database.begin() as uow:
            return uow.rounds.add(
                name={"lo": "ຮອບທີ 1", "en": "Round 1"},
                opens_at=self.now - timedelta(days=1),
                deadline=self.now + timedelta(days=days),
                state="open",
                form_version=LIBRARY.form.version,
                agreement=agreement,
            )

    # The machinery ---------------------------------------------------------------------------------------------------
    def take(self, incoming: Incoming) -> Outcome:
        """One turn, and the delivery of what it left."""
        with self.database.begin() as uow:
            outcome = self.runner.take(uow, incoming, self.now)
        if outcome.toast:
            self.transcript.append(f"({outcome.toast}) → {self.names.get(incoming.account, incoming.account)}")
        if self.delivering:
            self.deliver()
        return outcome

    def deliver(self) -> None:
        """Everything that waits reaches the phones."""
        while True:
            with self.database.begin() as uow:
                rows = uow.outbox.due(now=self.now, limit=1)
                if not rows:
                    return
                row = rows[0]
                content = self.runner.draw(uow, row, self.now) if row.notice else row.content
                message = row.message_id or (uow.outbox.message_of(row.edits) if row.edits else None)
                if row.method in ("delete", "strip") and message:
                    uow.attempts.settle([Settled(row.id, SendState.SENT, message)], now=self.now)
                    self._take_away(row.chat, message, whole=row.method == "delete")
                    continue
                newest = uow.shown_pages.newest(row.chat) if row.method == "follow" else None
                if content is None or (row.method == "follow" and (newest is None or newest.row != row.edits)):
                    uow.attempts.settle([Settled(row.id, SendState.SUPERSEDED)], now=self.now)
                    continue
                album = content.get("album", [])
                before = [self.next_message() for _ in (*content.get("parts", []), *album[1:])]
                message = message or self.next_message()
                uow.attempts.settle([Settled(row.id, SendState.SENT, message, page=row.page)], now=self.now)
            earlier = [{"text": words} for words in content.get("parts", [])]
            together = [{"text": medium["text"], "medium": medium} for medium in content.get("album", [])]
            *earlier, content = [*earlier, *(together or [content])]
            for number, each in zip(before, earlier, strict=True):
                self._show(row.chat, number, each, row.lane, edited=False)
            self._show(row.chat, message, content, row.lane, edited=row.method in ("edit", "follow"))

    def _show(self, chat: int, message: int, content: dict[str, Any], lane: int, *, edited: bool) -> None:
        buttons.drawn(button.get("data", "") for row in content.get("rows", []) for button in row)
        bubble = Bubble(
            message,
            plain(Html(content["text"])),
            content.get("rows", []),
            ([[content["contact"]]] if content.get("contact") else []) + (content.get("keyboard") or []),
            content.get("medium"),
            lane,
        )
        self.phones.setdefault(chat, {})[message] = bubble
        labels = "".join(f" [{label}]" for label in bubble.buttons())
        self.transcript.append(
            f"bot > {self.names.get(chat, chat)}{' (edited)' if edited else ''}: {bubble.text}{labels}"
        )

    def _take_away(self, chat: int, message: int, *, whole: bool) -> None:
        """A message, or only its buttons."""
        if whole:
            self.phones.get(chat, {}).pop(message, None)  # it may be gone already
            self.transcript.append(f"bot > {self.names.get(chat, chat)} (deleted)")
        elif message in self.phones.get(chat, {}):
            self.phones[chat][message].rows.clear()

    def next_message(self) -> int:
        self._message += 1
        return self._message

    def next_update(self) -> int:
        self._update += 1
        return self._update


@dataclass
class Someone:
    """A person with a phone: what they do, and what their screen shows."""

    story: Story
    number: int
    name: str
    person: PersonId | None = None

    @property
    def me(self) -> PersonId:
        if self.person is None:
            with self.story.database.begin() as uow:
                self.person = uow.people.person_of(AccountId(self.number))
        assert self.person is not None, f"{self.name} is a stranger"
        return self.person

    @property
    def phone(self) -> dict[int, Bubble]:
        return self.story.phones[self.number]

    @property
    def sees(self) -> Bubble:
        """The newest message on the phone."""
        return self.phone[max(self.phone)]

    @property
    def keyboard(self) -> list[list[str]]:
        """The large keyboard: that of the newest message that brought one."""
        return next(
            (self.phone[number].keyboard for number in sorted(self.phone, reverse=True) if self.phone[number].keyboard),
            [],
        )

    def bubble(self, label: str) -> tuple[Bubble, dict[str, str]]:
        """The newest message with a button that contains `label`."""
        for number in sorted(self.phone, reverse=True):
            for row in self.phone[number].rows:
                for button in row:
                    if label in button["label"]:
                        return self.phone[number], button
        raise AssertionError(f"{self.name} has no button {label!r}; the newest message: {self.sees}")

    def says(self, text: str, *, after: float = PACE, **more: Any) -> Outcome:
        """Type a command, or a text so many seconds later; on a weak signal several may leave at once."""
        if self.story.delivering and not text.startswith("/"):
            self.story.wait(seconds=after)
        self.story.transcript.append(f"{self.name}: {text}")
        if text.startswith("/"):
            name, _, payload = text[1:].partition(" ")
            return self._take("command", text=name, payload=payload, **more)
        return self._take("text", text=text, **more)

    def sends(
        self,
        kind: str = "photo",
        *,
        caption: str = "",
        seconds: int = 0,
        size: int = 1000,
        name: str = "",
        after: float = PACE,
        **more: Any,
    ) -> Outcome:
        """Send a photo, voice or file, so many seconds later; a voice takes as long as it is."""
        if self.story.delivering and not more.get("album"):
            self.story.wait(seconds=after + seconds)
        self.story.transcript.append(f"{self.name}: ({kind})")
        file = File(kind, f"{kind}-{self.story.next_update()}", seconds=seconds, size=size, name=name)
        return self._take("file", text=caption, file=file, **more)

    def shares(self, number: str, *, own: bool = True) -> Outcome:
        """Send a phone number: one's own with the key below the chat, or somebody else's out of the address book."""
        self.story.transcript.append(f"{self.name}: ({'own' if own else 'other'} number)")
        return self._take("contact", text=number, own=own)

    def taps(self, label: str) -> Outcome:
        """Press the newest button whose label contains `label`."""
        self.looks(label)
        if re.fullmatch(r"(▫️|✅) \d+", label) and not any(label in one for one in self.sees.buttons()):
            label = self._item(label)
        bubble, button = self.bubble(label)
        self.story.transcript.append(f"{self.name} taps {button['label']}")
        return self.forges(button["data"], bubble.id)

    def _item(self, label: str) -> str:
        """Turn the pages on which an item of the plan is chosen until it is there; the beginning of its button."""
        data = next(one["data"] for row in self.sees.rows for one in row if re.search(r":\d+", one.get("data", "")))
        plan = re.findall(r":(\d+)", data)[0]
        for page in range(2):
            self.forges(f"plan.items:{plan},{page}", max(self.phone))
            if any(one.startswith(f"{label}.") for one in self.sees.buttons()):
                break
        return f"{label}."

    def looks(self, label: str) -> None:
        """Open what stands behind 🧭 of the newest message with a button, where `label` is not on the page itself."""
        number = next((number for number in sorted(self.phone, reverse=True) if self.phone[number].rows), 0)
        if number and not any(label in one for one in self.phone[number].buttons()):
            more = [one for row in self.phone[number].rows for one in row if one.get("data", "").endswith("~99")]
            if more:
                self.forges(more[0]["data"], number)
                if not any(label in one for one in self.phone[number].buttons()):
                    self.forges(more[0]["data"].removesuffix("~99"), number)

    def forges(self, data: str, message: int = 0) -> Outcome:
        """Press a button with any data."""
        return self._take("tap", text=data, message=message or max(self.phone, default=1), tap="1")

    def _take(
        self, kind: str, *, message: int = 0, chat: int = 0, at: datetime | None = None, **values: Any
    ) -> Outcome:
        message = message or self.story.next_message()
        incoming = Incoming(
            kind,
            ChatId(chat or self.number),
            AccountId(self.number),
            at or self.story.now,
            private=chat >= 0,
            first_name=self.name,
            message=message,
            **values,
        )
        return self.story.take(incoming)
