"""The command menus of Telegram: everybody's, those of groups, and those of somebody's roles in their own chat."""

from __future__ import annotations

from contextlib import suppress
from zoneinfo import ZoneInfo

from bot.chat import registry
from bot.domain.people import Role
from bot.i18n import LANGUAGES, Catalogue, Say, mark, plain
from bot.messenger.telegram import Telegram

_ABOUT = mark("Hello! Here your group will learn and write a plan together")


async def publish(telegram: Telegram, catalogues: dict[str, Catalogue], zone: ZoneInfo) -> None:
    """Lao by default, the other languages under their codes, with what people read before they press Start."""
    for language in LANGUAGES:
        say = Say(catalogues[language], zone)
        code = "" if language == "lo" else language
        with suppress(Exception):  # a menu that is not there today comes tomorrow; the bot runs without it
            everybody = [item for item in _ordered() if not item.roles]
            await telegram.publish(_told(everybody, say), language=code, scope="private")
            in_groups = [item for item in _ordered() if item.groups]
            await telegram.publish(_told(in_groups, say), language=code, scope="groups")
            await telegram.describe(plain(say(_ABOUT)), language=code)


def of_roles(roles: frozenset[Role], say: Say) -> list[tuple[str, str]]:
    """(name, about) of the commands that somebody with these roles may use."""
    return _told([item for item in _ordered() if not item.roles or item.roles & roles], say)


def _ordered() -> list[registry.Command]:
    return sorted(registry.COMMANDS.values(), key=lambda item: item.order)


def _told(items: list[registry.Command], say: Say) -> list[tuple[str, str]]:
    return [(item.name, plain(say(item.about))) for item in items]
