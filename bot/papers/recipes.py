"""What every recipe of a document says alike: whom it is for, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.ids import PersonId
from bot.domain.people import Person
from bot.domain.refused import Missing
from bot.i18n import Catalogue, Say
from bot.store.database import UnitOfWork


def reader(uow: UnitOfWork, recipe: Mapping[str, Any]) -> Person:
    """Whom the document is for; raises Missing for who was erased meanwhile."""
    found = uow.people.get(PersonId(recipe["for"]))
    if found is None:
        raise Missing
    return found


def say(catalogues: Mapping[str, Catalogue], recipe: Mapping[str, Any], zone: ZoneInfo) -> Say:
    """Texts in the language that the recipe names, in Lao where that is not there any more."""
    return Say(catalogues.get(recipe["language"]) or catalogues["lo"], zone)
