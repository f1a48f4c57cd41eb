"""Links as QR codes: on a picture, or on cards for a training day; what can still be used when they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Invite
from bot.domain.ids import ChatId
from bot.domain.people import Person
from bot.domain.refused import Missing, Refused
from bot.services import invites
from bot.services.groups import directory
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

MOST_CARDS = 80  # on one sheet; a district has fewer groups
CARDS = 8  # of one link on a sheet: a page
TRAINING_DAYS = 7  # a link on a card works


@dataclass(frozen=True, slots=True)
class Handed:
    """A link to be handed round: into which group, in which village, or into which role (a text of the catalogues)."""

    invite: Invite
    name: str
    village: str = ""
    role: str = ""


def handed(uow: UnitOfWork, codes: Sequence[str], *, by: Person, at: str) -> list[Handed]:
    """Those of some links that can be used at an instant (ISO) and that somebody may see still. Raises: Missing."""
    now, found = datetime.fromisoformat(at), []
    for code in codes[:MOST_CARDS]:
        invite = uow.groups.invite(code)
        if invite is None or not invites.may(uow, "see", invite, by.id) or not invites.good(uow, invite, now=now):
            continue
        group = uow.groups.get(invite.group) if invite.group is not None else None
        if group is not None:
            found.append(Handed(invite, group.name, group.village))
        elif invite.person is not None:
            found.append(Handed(invite, uow.people.name(invite.person)))
        else:
            found.append(Handed(invite, "", role=invites.ROLES[invite.role] if invite.role else ""))
    if not found:
        raise Missing(invites.RUN_OUT)
    return found


def send_paper(
    uow: UnitOfWork, codes: Sequence[str], kind: str, language: str, *, chat: ChatId, by: Person, now: datetime
) -> None:
    """Send links as QR codes: "png" one picture, "pdf" a sheet of cards; a second tap at once is one.

    The file is made when it leaves, of what can still be used then. Raises: Missing.
    """
    handed(uow, codes, by=by, at=now.isoformat())
    picture = kind == "png"
    copies = 1 if picture or len(codes) > 1 else CARDS
    recipe = {"paper": "invites", "codes": list(codes[:MOST_CARDS]), "copies": copies, "as": kind}
    recipe |= {"language": language, "for": by.id, "at": now.isoformat()}
    medium = {"kind": "photo" if picture else "document", "recipe": recipe, "name": f"phaen-qr.{kind}"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"invites:{kind}:{codes[0]}:{len(codes)}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def for_training(uow: UnitOfWork, district: str, *, by: Person, now: datetime) -> list[str]:
    """A link for a week into each group of a district, one that is there is used again; their codes.

    Raises: Forbidden, Stale, Refused.
    """
    invites.check(by=by)
    codes = []
    for row in directory.of_district(uow, district, by=by):
        known = uow.groups.open_invites(now=now, group=row.id)
        open_ = (
            one.code
            for one in known
            if one.person is None and one.uses_left is None and invites.good(uow, one, now=now)
        )
        codes.append(next(open_, "") or invites.for_group(uow, row.id, by=by, now=now, days=TRAINING_DAYS))
    if not codes:
        raise Refused("No open group is there")
    return codes
