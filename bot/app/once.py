"""What the command line asks of Phaen once: a plan as a file, and the link that makes the first administrator."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.app.wiring import USERNAME, App
from bot.content.watch import Watch
from bot.documents.workshop import Workshop
from bot.domain.ids import PlanId
from bot.domain.refused import Missing
from bot.i18n import catalogues
from bot.papers import makers
from bot.services import invites, papers
from bot.settings import Settings, shipped
from bot.store.database import Database


def paper(settings: Settings, plan: PlanId, kind: str, language: str, *, version: int = 0) -> bytes:
    """A plan's "plan" (PDF) or "card" (PNG) for the command line, the same as is sent. Refused where there is none.

    Raises Unusable where there is no database of this version: whoever only reads changes no schema.

    It needs no Telegram: the QR code leads to the bot that ran last.
    """
    texts = catalogues(shipped("locales"))
    if language not in {*texts, papers.BOTH}:
        raise Missing("There is no such language")
    database, workshop = Database(settings.database, reads=True), Workshop()
    database.check_schema()
    with database.begin() as uow:
        recipe, username = papers.wanted(uow, plan, kind, language, version=version), uow.key_values.get(USERNAME)
        library = Watch(shipped("content"), settings.content, settings.data / "content.zip").library
        made = makers.plan_makers(workshop, library, texts, settings.data / "media", username)
        render = made[kind](uow, recipe)
    database.close()
    try:
        return render()
    finally:
        workshop.close()


async def first_link(app: App) -> str | None:
    """On a first start without administrators: the one-time link that makes whoever opens it the administrator."""
    now = datetime.now(UTC)
    code = await app.executor.run(lambda uow: invites.first_admin(uow, app.settings.admins, now=now))
    return f"https://t.me/{app.username}?start=i-{code}" if code else None
