"""`phaen check --live`: what only Telegram itself can show – tried for real, without a running Phaen in the way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bot.app import menus
from bot.chat.delivery import NotSent
from bot.checkup.finding import Finding
from bot.checkup.settings import explained
from bot.documents.poster import Poster, Words
from bot.documents.workshop import NotMade, Workshop
from bot.domain.people import Role
from bot.domain.zones import zone_of
from bot.i18n import LANGUAGES, catalogues
from bot.messenger.telegram import Telegram
from bot.settings import Settings, shipped
from bot.store.database import Database

_NEEDED = {"can_send_messages": "texts", "can_send_photos": "photos", "can_send_documents": "files"}
_PHOTO = shipped("content") / "demo" / "receipt.jpg"
TO_TICK = (
    "The photo and the PDF are in the administrator's chat. The photo can be seen, and the Lao in the PDF can be read",
    "A telephone in Lao shows the commands in Lao, one in English shows them in English",
    "In a group's chat: /plan is answered, and words that are not meant for the bot are not",
    "Two people are administrators, so that one may be ill",
    "PHAEN_CONTACT names whom people call, and that telephone is answered",
    "A back-up was restored once on another machine, and the secret key of age lies where two people find it",
    "The machine starts Phaen by itself after a power cut: pull the plug once",
    "A reader of Lao has read what is marked in content/REVIEW.md",
    "`phaen rehearse --short` ended without a fault on this machine",
)
"""What nobody but people can see: to be ticked off before farmers join."""


async def live(settings: Settings, groups: Sequence[int] = ()) -> list[Finding]:
    """Try the bot at its real address: what it may read, its commands, a photo and a PDF to each administrator, and
    its rights in the group chats that it knows, or in these."""
    token = settings.token.get_secret_value()
    if not token:
        return []  # the check of settings says so
    telegram = Telegram(token, settings.telegram_url)
    try:
        await telegram.open()
        admins, known = _known(settings)
        found = [*await _abilities(telegram), await _commands(telegram, settings)]
        found += await _papers(telegram, admins)
        return found + await _groups(telegram, groups or known)
    except NotSent as error:
        return [Finding(False, f"live: Telegram says: {error}")]
    finally:
        with suppress(Exception):
            await telegram.close()


def _known(settings: Settings) -> tuple[list[int], list[int]]:
    """The accounts of administrators, and the chats of groups; those of the settings where there is no database."""
    admins, chats = set(settings.admins), list[int]()
    try:
        database = Database(settings.database, reads=True)
        if database.file is None or database.file.path.exists():
            database.check_schema()
            with database.begin() as uow:
                accounts = (uow.people.account_of(one.id) for one in uow.people.with_role(Role.ADMIN))
                admins |= {account for account in accounts if account is not None}
                chats = uow.groups.chats()
        database.close()
    except Exception as error:
        if not explained(error):
            raise
    return sorted(admins), chats


async def _abilities(telegram: Telegram) -> list[Finding]:
    abilities = await telegram.abilities()
    reads, joins = abilities.get("can_read_all_group_messages"), abilities.get("can_join_groups", True)
    private = Finding(True, "privacy mode: on, the bot sees in groups only what is meant for it")
    if reads:
        words = "privacy mode: off, the bot is sent every word of every group; send @BotFather /setprivacy, Enable"
        private = Finding(True, words, doubtful=True)
    if joins:
        return [private, Finding(True, "groups: the bot can be taken into group chats")]
    words = "groups: the bot cannot be taken into group chats; send @BotFather /setjoingroups, Enable"
    return [private, Finding(False, words)]


async def _commands(telegram: Telegram, settings: Settings) -> Finding:
    """The menus are published as at every start, and read back."""
    await menus.publish(telegram, catalogues(shipped("locales")), zone_of(settings.timezone))
    counts = {code: await telegram.count_commands("" if code == "lo" else code) for code in LANGUAGES}
    told = ", ".join(f"{count} in {code}" for code, count in counts.items())
    if all(counts.values()):
        return Finding(True, f"commands: {told}")
    return Finding(False, f"commands: {told}; Telegram did not take the menu, try again in a minute")


async def _papers(telegram: Telegram, admins: Sequence[int]) -> list[Finding]:
    """A photo and a PDF, made as every paper is, to each administrator."""
    if not admins:
        words = "papers: nobody is known to be administrator; set PHAEN_ADMINS, or open the first link of `phaen run`"
        return [Finding(False, words)]
    try:
        pdf = _pdf()
    except NotMade as error:
        return [Finding(False, f"papers: a PDF cannot be made on this machine: {error}")]
    photo: dict[str, Any] = {"text": "phaen check --live: 1/2", "medium": {"kind": "photo", "path": str(_PHOTO)}}
    paper = {"kind": "document", "bytes": pdf, "name": "phaen-check.pdf"}
    both: list[dict[str, Any]] = [photo, {"text": "phaen check --live: 2/2", "medium": paper}]
    found = []
    for number, admin in enumerate(admins, 1):
        who = f"papers: administrator {number} of {len(admins)}"
        try:
            for content in both:
                await telegram.send(admin, content)
            found.append(Finding(True, f"{who} was sent a photo and a PDF"))
        except NotSent as error:
            found.append(Finding(False, f"{who} got none: {error}; has this account pressed Start in the bot's chat?"))
    return found


def _pdf() -> bytes:
    workshop = Workshop()
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    lao = Words("ລອງສົ່ງເອກະສານ", now, "ຖ້າອ່ານຂໍ້ຄວາມນີ້ໄດ້ ເອກະສານຂອງ Phaen ກໍ່ໃຊ້ໄດ້", "")
    english = Words("A paper to try", now, "Whoever can read the Lao above can read every paper of Phaen", "")
    try:
        return workshop.poster(Poster((lao, english), ""))
    finally:
        workshop.close()


async def _groups(telegram: Telegram, chats: Sequence[int]) -> list[Finding]:
    """What the bot may do in group chats; their numbers only, for names are people's."""
    if not chats:
        return [Finding(True, "group chats: none is known yet; `--group NUMBER` tries one", doubtful=True)]
    found = []
    for chat in chats:
        try:
            lacks = [what for right, what in _NEEDED.items() if not (await telegram.rights(chat)).get(right)]
        except NotSent as error:
            found.append(Finding(False, f"group chat {chat}: the bot is not in it ({error})"))
            continue
        if lacks:
            words = f"group chat {chat}: the bot may not send {', '.join(lacks)}; make it an administrator there"
            found.append(Finding(False, words))
        else:
            found.append(Finding(True, f"group chat {chat}: the bot may send texts, photos and files"))
    return found
