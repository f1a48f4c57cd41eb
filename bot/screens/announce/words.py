"""How an announcement reads: to those who get it, and to staff who check it before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.content.library import Library
from bot.i18n import LANGUAGES, Html, Say, bold, catalogue, mark, marked, paragraphs
from bot.settings import shipped
from bot.store.announcements import Announcement

_WHO = {
    "leaders": mark("⭐ Group leaders only"),
    "expert": mark("🔬 Experts"),
    "staff": mark("💼 Staff"),
}
_ONLY = {"lo": mark("Lao only"), "en": mark("English only")}


def announcement_text(item: Announcement, author: str, say: Say) -> Html:
    """The announcement as somebody who is spoken to by `say` sees it."""
    words = marked(say.pick(item.texts), item.marks(say.picks(item.texts)))
    return paragraphs(bold(say("📣 Announcement from {office}", office=author)), words)


def speaking(say: Say, language: str) -> Say:
    """The same way of speaking in another language, to show what its readers will see."""
    return replace(say, catalogue=catalogue(language, shipped("locales")))


def preview(item: Announcement, author: str, say: Say) -> Html:
    """What readers of each language will see; one of them when both see the same words."""
    if not item.texts:
        return bold(say("Nothing is written yet"))
    shown = [language for language in LANGUAGES if language in item.texts]
    drawn = (announcement_text(item, author, speaking(say, language)) for language in shown)
    return paragraphs(say("👁 This is what they will see:"), *drawn)


def audience_words(audience: Mapping[str, str], library: Library, say: Say) -> Html:
    """Whom an announcement is for, in one line."""
    words = [_people(audience, library, say)]
    if language := audience.get("language"):
        words.append(say(_ONLY[language]))
    return say.names(words)


def _people(audience: Mapping[str, str], library: Library, say: Say) -> Html:
    if code := audience.get("province"):
        province = library.locations.province(code)
        return say("📍 Province: {name}", name=province.name(say.language) if province else code)
    if project := audience.get("project"):
        return say("🏷 Project: {name}", name=project)
    who = audience.get("who") or audience.get("role")
    return say(_WHO[who]) if who in _WHO else say("👥 Everybody in groups")
