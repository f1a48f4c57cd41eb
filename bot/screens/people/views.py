"""What the pages about people share."""

from __future__ import annotations

from bot.domain.people import Person, Role
from bot.i18n import Say
from bot.services.invites import ROLES


def named(person: Person, say: Say) -> str:
    """A name with the roles."""
    told = say.names(say(ROLES[role]) for role in Role if role in person.roles)
    return f"{person.name} – {told}" if person.roles else person.name
