"""`phaen check`: tests every setting for real and says in one line each what is wrong and how to mend it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass

from bot.chat.delivery import NotSent
from bot.content.check import check
from bot.domain.zones import zone_of
from bot.i18n import in_english
from bot.messenger.telegram import Telegram
from bot.settings import Settings, shipped
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: whether it is fine, and words that say what or how to mend it."""

    fine: bool
    words: str


async def checkup(settings: Settings) -> list[Finding]:
    """Try every setting; nothing is changed but the data folder, which is made."""
    return [
        await _telegram(settings),
        _data(settings),
        _database(settings),
        _admins(settings),
        Finding(True, f"PHAEN_TIMEZONE: {zone_of(settings.timezone).key}"),
        _content(settings),
    ]


async def _telegram(settings: Settings) -> Finding:
    token = settings.token.get_secret_value()
    if not token:
        return Finding(False, "PHAEN_TOKEN is not set: ask @BotFather in Telegram for one and put it into .env")
    telegram = Telegram(token, settings.telegram_url)
    try:
        username = await telegram.open()
    except NotSent as error:
        return Finding(False, f"PHAEN_TOKEN / PHAEN_TELEGRAM_URL: {settings.telegram_url} says: {error}")
    finally:
        await telegram.close()
    return Finding(True, f"PHAEN_TOKEN: the bot is @{username} at {settings.telegram_url}")


def _data(settings: Settings) -> Finding:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as error:
        return Finding(False, f"PHAEN_DATA: cannot write into {settings.data}: {error.strerror}; choose another folder")
    return Finding(True, f"PHAEN_DATA: {settings.data}")


def _database(settings: Settings) -> Finding:
    database = Database(settings.database)
    kind = "SQLite" if database.sqlite else "PostgreSQL"
    cause = database.trouble()
    database.close()
    if cause:
        return Finding(False, f"PHAEN_DATABASE_URL: {kind} does not answer ({cause}); is the address right?")
    return Finding(True, f"PHAEN_DATABASE_URL: {kind} answers")


def _admins(settings: Settings) -> Finding:
    if settings.admins:
        return Finding(True, f"PHAEN_ADMINS: {len(settings.admins)} account(s)")
    return Finding(True, "PHAEN_ADMINS is not set: `phaen run` prints a one-time link for the first administrator")


def _content(settings: Settings) -> Finding:
    own = settings.content
    if own is not None and not own.is_dir():
        return Finding(False, f"PHAEN_CONTENT: there is no folder {own}; make it, or take the setting out")
    grave = [fault for fault in check(shipped("content"), own) if fault.grave]
    if grave:
        return Finding(False, f"content: {in_english(len(grave), 'fault')}; `phaen content check` lists them")
    return Finding(
        True, f"content: lessons, plan form and rubric are in order{f', with those of {own}' if own else ''}"
    )
