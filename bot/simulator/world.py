"""The state of the local Telegram: people, chats, messages, the bot's update queue, the event log."""

import asyncio
import itertools
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bot.simulator.clock import Clock
from bot.simulator.events import Events
from bot.simulator.faults import Faults
from bot.simulator.files import Files
from bot.simulator.limits import Limits, Rates
from bot.simulator.payload import Json
from bot.simulator.profile import Profile
from bot.simulator.updates import Updates
from bot.simulator.webhook import Webhook

FIRST_PERSON = 7_000_000_001  # above 32 bits, as new accounts are
CALL_LOG_SIZE = 10_000


@dataclass
class Person:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @cached_property
    def user(self) -> Json:
        """The User object of the Bot API."""
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        given = {key: value for key, value in names.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | given

    @property
    def contact(self) -> Json:
        """The Contact object of the Bot API: the number as Telegram gives it, without its plus."""
        return {"phone_number": f"85620{self.id % 10**8:08}", "first_name": self.first_name, "user_id": self.id}

    def as_json(self) -> Json:
        """The person as the local API shows it."""
        return self.user | {"blocked": self.blocked, "started": self.started}


@dataclass
class Chat:
    id: int
    type: str
    title: str = ""
    person: Person | None = None
    members: dict[int, str] = field(default_factory=dict)  # person → status of ChatMember
    bot: str = "left"  # the bot's status of ChatMember
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    unread: dict[int, int] = field(default_factory=dict)
    keyboard: Json | None = None
    pinned: int = 0
    moved_to: int = 0
    topics: dict[int, bool] = field(default_factory=dict)  # thread → whether it is open; 0 is "General"
    denied: set[str] = field(default_factory=set)  # kinds of messages that members may not send
    last_id: int = 0

    @property
    def private(self) -> bool:
        return self.type == "private"

    @cached_property
    def api_object(self) -> Json:
        """The Chat object of the Bot API."""
        if not self.person:
            forum = {"is_forum": True} if self.topics else {}
            return {"id": self.id, "type": self.type, "title": self.title} | forum
        names = {
            key: value for key, value in self.person.user.items() if key in ("first_name", "last_name", "username")
        }
        return {"id": self.id, "type": "private"} | names

    def people(self) -> list[int]:
        return list(self.members)

    def message(self, message_id: int) -> Json | None:
        """The message, None when it does not exist or was deleted."""
        return None if message_id in self.deleted else self.messages.get(message_id)

    def with_deletion(self, message: Json) -> Json:
        """The message as people's phones get it: a deleted one is marked, not removed."""
        return message | {"deleted": True} if message["message_id"] in self.deleted else message


@dataclass
class Callback:
    person: int
    chat_id: int
    asked_at: float
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    def __init__(
        self, profile: Profile, clock: Clock, *, folder: Path | None = None, rates: Rates | None = None
    ) -> None:
        self.profile = profile
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.files = Files(profile.id, folder)
        self.updates = Updates(clock)
        self.webhook = Webhook(self.updates, clock)
        self.events = Events()
        self.limits = Limits(rates)
        self.faults = Faults()
        self.calls: deque[Json] = deque(maxlen=CALL_LOG_SIZE)
        self.unknown_methods: list[str] = []
        self.call_ids = itertools.count(1)
        self.callback_ids = itertools.count(4_611_686_018_427_387_904)  # 63 bits, serialised as a string
        self.album_ids = itertools.count(13_000_000_000_000_001)
        self.last_id, self.last_group, self.last_supergroup = 0, 4_000_000_000, 1_002_000_000_000

    def time(self) -> int:
        return int(self.clock.now().timestamp())

    def add_person(
        self, first_name: str, last_name: str = "", *, username: str = "", language_code: str = "", person_id: int = 0
    ) -> Person:
        """A new person with an empty private chat; an id that is taken raises ValueError."""
        person = Person(person_id or self._free_id(), first_name, last_name, username, language_code)
        if person.id in self.people or person.id <= 0:
            raise ValueError(f"the id {person.id} is taken or impossible")
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person, members={person.id: "member"})
        self.events.add("world", self.people)
        return person

    def set_language(self, person_id: int, code: str) -> None:
        """Somebody sets the language of their Telegram."""
        person = self.people[person_id]
        self.people[person_id] = replace(person, language_code=code)
        self.chats[person_id].person = self.people[person_id]

    def add_group(self, title: str, *, supergroup: bool = False) -> Chat:
        if supergroup:
            self.last_supergroup += 1
        else:
            self.last_group += 1
        chat_id = -(self.last_supergroup if supergroup else self.last_group)
        chat = Chat(chat_id, "supergroup" if supergroup else "group", title)
        self.chats[chat_id] = chat
        return chat

    def add_channel(self, title: str) -> Chat:
        self.last_supergroup += 1
        chat = Chat(-self.last_supergroup, "channel", title)
        self.chats[chat.id] = chat
        return chat

    def post(self, chat: Chat, author: Json, content: Json) -> Json:
        """Adds a message to a chat and emits its event; returns the Message object of the Bot API."""
        message_id = self._next_message_id(chat)
        message = {"message_id": message_id, "from": author, "chat": chat.api_object, "date": self.time()} | content
        chat.messages[message_id] = message
        for person in chat.members:
            if person != author["id"]:
                chat.unread[person] = chat.unread.get(person, 0) + 1
        self.events.add("message", chat.members, chat.id, message=message)
        return message

    def replace(self, chat: Chat, message: Json) -> None:
        """Replaces a message by its edited version."""
        chat.messages[message["message_id"]] = message
        self.events.add("edited", chat.members, chat.id, message=message)

    def delete(self, chat: Chat, message_id: int) -> None:
        chat.deleted.add(message_id)
        message = chat.with_deletion(chat.messages[message_id])
        self.events.add("deleted", chat.members, chat.id, message=message)

    def chats_of(self, person_id: int) -> Iterable[Chat]:
        return [chat for chat in self.chats.values() if person_id in chat.members and not chat.moved_to]

    def _next_message_id(self, chat: Chat) -> int:
        """Each supergroup has a counter of its own; private chats and basic groups share the account's."""
        if chat.type in ("supergroup", "channel"):
            chat.last_id += 1
            return chat.last_id
        self.last_id += 1
        return self.last_id

    def _free_id(self) -> int:
        return max((FIRST_PERSON - 1, *self.people)) + 1
