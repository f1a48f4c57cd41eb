"""A link as a QR code: one picture, or a sheet of cards that are cut out and handed round on a training day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.cards_values import Card, Sheet
from bot.documents.workshop import Workshop
from bot.domain.groups import Invite, InviteKind
from bot.i18n import Catalogue, Say, plain
from bot.papers import recipes
from bot.services import invite_cards, invites
from bot.services.invite_cards import Handed
from bot.store.database import UnitOfWork


def maker(
    workshop: Workshop, catalogues: Mapping[str, Catalogue], zone: ZoneInfo, username: str
) -> Callable[[UnitOfWork, dict[str, object]], Callable[[], bytes]]:
    """How {"paper": "invites", "codes": […], "copies": n, "as": "pdf" | "png", "for": person} becomes a paper.

    Links that cannot be used any more, or that the person may not see any more, are left out; raises Missing when
    none is left.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Callable[[], bytes]:
        handed = invite_cards.handed(uow, recipe["codes"], by=recipes.reader(uow, recipe), at=recipe["at"])
        say = recipes.say(catalogues, recipe, zone)
        cards = [_card(one, say, username) for one in handed for _ in range(recipe["copies"])]
        sheet = Sheet(
            cards, plain(say("Point the camera of the phone here, then press START")), f"@{username}", say.language
        )
        return partial(workshop.cards, sheet) if recipe["as"] == "pdf" else partial(workshop.qr_card, sheet)

    return make


def _card(handed: Handed, say: Say, username: str) -> Card:
    invite = handed.invite
    until = plain(say("It works until {date}", date=say.day(say.today(invite.expires_at))))
    once = plain(say("It works once, for one person")) if invite.uses_left == 1 else ""
    place = plain(say("{village} village", village=handed.village)) if handed.village else ""
    return Card(
        _address(invite, username),
        handed.name or plain(say(handed.role)),
        place,
        " · ".join(filter(None, (once, until))),
    )


def _address(invite: Invite, username: str) -> str:
    address = invites.phone_link if invite.kind is InviteKind.PERSON else invites.link
    return address(username, invite.code)
