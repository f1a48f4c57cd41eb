"""Every setting, tried for real on this machine: one line each, with what is wrong and how to mend it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from errno import ENOSPC
from urllib.parse import urlsplit

from pydantic_core import ErrorDetails

from bot.chat.delivery import NotSent
from bot.checkup.finding import Finding
from bot.content.check import check
from bot.content.fault import BrokenContent
from bot.domain.zones import DEFAULT, turned, zone_of
from bot.i18n import in_english
from bot.messenger.telegram import Telegram
from bot.services import setup
from bot.settings import Settings, shipped
from bot.store.archive import encrypted
from bot.store.backup_places import place
from bot.store.database import Database
from bot.store.errors import explained as of_database
from bot.workers.true_time import ALLOWED

_TRIED = "phaen-check.tmp"  # what is put into the place of back-ups, and taken away again


def wrong(fault: ErrorDetails) -> str:
    """The line for a setting that makes no sense."""
    name = f"PHAEN_{str(fault['loc'][0]).upper()}: " if fault["loc"] else ""
    return name + fault["msg"].removeprefix("Value error, ").strip()


def explained(error: BaseException) -> str:
    """One line for an error that the machine or a setting is to blame for; "" for a mistake of ours."""
    if isinstance(error, NotSent):
        return f"Telegram does not answer: {error}. `phaen check` tells more"
    if isinstance(error, BrokenContent):
        return f"The content cannot be served: {error}. `phaen content check` shows all faults"
    if words := of_database(error):
        return words
    if isinstance(error, OSError):
        full = "The disk is full: make room on it, then start again" if error.errno == ENOSPC else ""
        file = f"{error.filename}: " if error.filename else ""
        return full or f"{file}{error.strerror or error}. `phaen check` tells which setting to change"
    return ""


async def checkup(settings: Settings) -> list[Finding]:
    """Try every setting; nothing is changed but the data folder, which is made."""
    return [
        *await _telegram(settings),
        _data(settings),
        _database(settings),
        _backups(settings),
        _admins(settings),
        _zone(settings),
        _content(settings),
        *_in_chat(settings),
    ]


async def _telegram(settings: Settings) -> list[Finding]:
    """The way to Telegram and, where it answers, the clock of this machine beside Telegram's."""
    token = settings.token.get_secret_value()
    if not token:
        return [Finding(False, "PHAEN_TOKEN is not set: ask @BotFather in Telegram for one and put it into .env")]
    telegram = Telegram(token, settings.telegram_url)
    try:
        username = await telegram.open()
        brought = await telegram.webhook()
    except NotSent as error:
        return [Finding(False, f"PHAEN_TOKEN / PHAEN_TELEGRAM_URL: {settings.telegram_url} says: {error}")]
    finally:
        await telegram.close()
    found = Finding(True, f"PHAEN_TOKEN: the bot is @{username} at {settings.telegram_url}")
    return [found, *_webhook(brought, settings), *_clock(telegram.true_time())]


def _webhook(brought: str, settings: Settings) -> list[Finding]:
    """What people write is brought somewhere else: by another program, or one that was there before."""
    if brought in ("", settings.webhook_url):
        return []
    words = f"webhook: Telegram brings what people write to {urlsplit(brought).hostname}"
    return [
        Finding(True, f"{words}; `phaen run` ends that. Is another program running with this token?", doubtful=True)
    ]


def _clock(true: datetime | None) -> list[Finding]:
    now = datetime.now(UTC)
    if true is None:
        return []
    if abs(now - true) <= ALLOWED:
        return [Finding(True, "clock: this machine's agrees with Telegram's")]
    shown, is_true = (f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" for at in (now, true))
    return [Finding(False, f"clock: this machine's shows {shown}, Telegram's {is_true}; set it, best by NTP")]


def _zone(settings: Settings) -> Finding:
    """Etc/GMT-7 is seven hours before Greenwich in name only: its signs are the other way round."""
    name, zone = settings.timezone, zone_of(settings.timezone)
    if not turned(name):
        return Finding(True, f"PHAEN_TIMEZONE: {zone.key}")
    shown = datetime.now(zone)
    means = f"UTC{shown:%z}, where it is {shown:%H:%M} now"
    return Finding(
        True, f"PHAEN_TIMEZONE: {name} means {means}; name a place instead, such as {DEFAULT}", doubtful=True
    )


def _data(settings: Settings) -> Finding:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as error:
        return Finding(False, f"PHAEN_DATA: cannot write into {settings.data}: {error.strerror}; choose another folder")
    return Finding(True, f"PHAEN_DATA: {settings.data}")


def _database(settings: Settings) -> Finding:
    try:
        database = Database(settings.database, reads=True)
    except Exception as error:
        if not explained(error):
            raise
        return Finding(False, explained(error))
    kind = "SQLite" if database.sqlite else "PostgreSQL"
    if database.file is not None and not database.file.path.exists():
        return Finding(True, f"PHAEN_DATABASE_URL: SQLite, which makes {database.file.path} at the first start")
    cause = database.trouble()
    database.close()
    if cause:
        return Finding(False, f"PHAEN_DATABASE_URL: {cause}")
    return Finding(True, f"PHAEN_DATABASE_URL: {kind} answers")


def _in_chat(settings: Settings) -> list[Finding]:
    """What administrators set in the chat, which wins, and whether they hold what leaves."""
    try:
        database = Database(settings.database, reads=True)
        if database.file is not None and not database.file.path.exists():
            return []
        database.check_schema()
        with database.begin() as uow:
            held, stop = [one for one in setup.held(uow, {}) if one.own], uow.stops.passing().stop
    except Exception as error:
        if not explained(error):
            raise
        return []  # another line says so
    found = [Finding(True, f"{_name(one)}: {one.value or 'nothing'}, set in the chat, which wins") for one in held]
    if stop:
        words = f"messages: all are held since {stop.since:%Y-%m-%d %H:%M} UTC; /hold in the chat lets them go"
        found.append(Finding(True, words, doubtful=True))
    return found


def _name(one: setup.Held) -> str:
    """A setting as operators know it."""
    return one.item.source if one.item.source.startswith("PHAEN_") else one.item.name


def _backups(settings: Settings) -> Finding:
    """Whether an archive can be put into its place, tried with a small one."""
    if not settings.backup:
        words = "PHAEN_BACKUP is not set: nothing is backed up; name a second folder or s3://bucket/prefix"
        return Finding(True, words, doubtful=True)
    try:
        there = place(settings.backup)
        with there.writing(_TRIED) as sink, encrypted(sink, settings.backup_key) as into:
            into.write(b"a try of `phaen check`")
        there.remove(_TRIED)
    except Exception as error:
        if not explained(error):
            raise
        return Finding(False, f"PHAEN_BACKUP: {explained(error)}")
    plain = "" if settings.backup_key else "; not encrypted, for PHAEN_BACKUP_KEY is not set"
    return Finding(True, f"PHAEN_BACKUP: {settings.backup}, kept for {settings.backup_days} days{plain}")


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
