"""The empty table that staff fill in with groups and people: its heads in both languages, its choices in one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.documents.workshop import Workshop
from bot.i18n import Say, plain
from bot.understand import sheets

_CHOICES = {"lo": (("ຍິງ", "ຊາຍ"), "ແມ່ນ"), "en": (("woman", "man"), "yes")}


def maker(workshop: Workshop, say: Say) -> Callable[[], bytes]:
    """What makes it, as Excel."""
    heads = [" / ".join(words[:2]) for words in sheets.HEADS.values()]
    sexes, yes = _CHOICES.get(say.language, _CHOICES["lo"])
    hint = plain(say("One line for each member. A group without members has one line, without a name"))
    return partial(workshop.template, heads, sexes, yes, hint)
