"""Walking through a programme from bookmarks and commands: who can open which page, and which buttons are on it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.chat import aloud
from bot.chat.address import Go
from bot.chat.encode import encode
from bot.chat.registry import COMMANDS, LABELS
from bot.chat.runner import Runner
from bot.chat.screen import SCREENS, Turn
from bot.chat.stack import Page
from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.services import people
from bot.store.database import UnitOfWork

EACH = 25  # pages of one screen that one person looks at; some lists alone lead to thousands
MOST = 2500


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody with a phone, or in a group's chat, where `chat` is below zero."""

    name: str
    account: int
    chat: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that somebody can open, and the data of its buttons."""

    eyes: Eyes
    go: Go
    data: tuple[str, ...]
    revision: int | None


def ours() -> set[str]:
    """The product's screens; a test may have made others known in this process."""
    return {name for name in SCREENS if not name.startswith("test")}


def wander(uow: UnitOfWork, runner: Runner, eyes: Eyes, begin: Iterable[Go], now: datetime) -> Iterator[Seen]:
    """Every page that somebody reaches from `begin`, the commands and the large keyboard."""
    starts = [*begin, *(item.goes for item in COMMANDS.values()), *LABELS.values()]
    waiting = deque([*starts, *(Go(name) for name in sorted(ours()) if not SCREENS[name].args)])
    known: set[str] = set()
    looked: Counter[str] = Counter()
    while waiting and looked.total() < MOST:
        go = waiting.popleft()
        key = Page(go.screen, go.args).address
        if key in known or looked[go.screen] >= EACH or (eyes.chat < 0) != _in_groups(go.screen):
            continue
        known.add(key)
        looked[go.screen] += 1
        seen, further = look(uow, runner, eyes, go, now)
        waiting.extend(further)
        if seen is not None:
            yield seen


def _in_groups(screen: str) -> bool:
    """Whether a page is shown in a group's chat."""
    return screen.partition(".")[0] in ("group", "group_chat")


def look(uow: UnitOfWork, runner: Runner, eyes: Eyes, go: Go, now: datetime) -> tuple[Seen | None, list[Go]]:
    """One page as somebody sees it, None where it is not for them; and where one may go from there."""
    turn = _turn(uow, runner, eyes, go, now)
    screen, person = SCREENS[go.screen], turn.person_or_none
    if (not (person and person.known) and not screen.strangers) or (screen.roles and not turn.has(screen.roles)):
        return None, []
    try:
        view = screen.load(turn)
    except Refused:
        return None, []
    if isinstance(view, Go):
        return None, [view]
    message = screen.render(view, turn.say)
    message = aloud.with_button(message, aloud.of(turn, screen, view), turn.say)
    content = encode(message, Page(go.screen, go.args, screen.revision(view)))
    further = [button.does for row in message.rows for button in row if isinstance(button.does, Go)]
    return Seen(eyes, go, tuple(data(content)), screen.revision(view)), further


def data(content: dict[str, Any]) -> Iterator[str]:
    """The data of a message's buttons."""
    yield from (button["data"] for row in content.get("rows", []) for button in row if button.get("data"))


def _turn(uow: UnitOfWork, runner: Runner, eyes: Eyes, go: Go, now: datetime) -> Turn:
    account, chat = AccountId(eyes.account), ChatId(eyes.chat)
    person: Person | None = people.current(uow, account)
    return Turn(
        uow=uow,
        programme=runner.programme,
        now=now,
        incoming=Incoming("command", chat, account, now, chat > 0, eyes.name),
        say=runner.languages.of(person),
        chat=chat,
        account=account,
        person_or_none=person,
        args=go.args,
        below="home.menu",
        catalogues=runner.languages.catalogues,
    )
