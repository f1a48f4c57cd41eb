"""How words lead to pages: commands, links behind /start, and the large keyboard below the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bot.chat import address
from bot.chat.address import Go
from bot.chat.screen import page_of
from bot.domain import renamed
from bot.domain.people import Role
from bot.i18n import Catalogue


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the chat: where it leads, how the command menu describes it, and for whom it is."""

    name: str
    goes: Go
    about: str
    roles: frozenset[Role] = frozenset()
    groups: bool = False
    aside: str = ""  # the page that it opens in a group chat, whose menu does not offer it
    order: int = 50
    answers: bool = False  # words behind it are an answer to its page: /search coffee


Payload: TypeAlias = Callable[[str], Go]

COMMANDS: dict[str, Command] = {}
PAYLOADS: dict[str, Payload] = {}
LABELS: dict[str, Go] = {}


def command(item: Command) -> None:
    """Make a command known; two of one name are a mistake of the program."""
    if item.name in COMMANDS:
        raise TypeError(f"two commands are called /{item.name}")
    COMMANDS[item.name] = item


def payload(prefix: str, goes: Payload) -> None:
    """Make links known whose payload begins with `prefix` and a hyphen: t.me/<bot>?start=<prefix>-<rest>."""
    if prefix in PAYLOADS:
        raise TypeError(f"two kinds of links begin with {prefix}-")
    PAYLOADS[prefix] = goes


def label(english: str, goes: Go) -> None:
    """Make a button of the large keyboard known by its English text."""
    LABELS[english] = goes


def started(text: str) -> Go | None:
    """Where a /start payload leads, None for one that is none of ours."""
    prefix, _, rest = text.partition("-")
    prefix = renamed.now("payload", prefix)
    return PAYLOADS[prefix](rest) if rest and prefix in PAYLOADS else None


def named(text: str) -> Command | None:
    """The command of a name, also of one that it had before."""
    return COMMANDS.get(renamed.now("command", text))


def pressed(text: str, catalogues: Iterable[Catalogue]) -> Go | None:
    """Where a button of the large keyboard leads, whatever language it was drawn in and however long ago."""
    for catalogue in catalogues:
        for english, goes in LABELS.items():
            if text in (english, catalogue.text(english)):
                return goes
    retired = renamed.now("label", text)
    return page_of(address.read(retired)) if retired != text else None
