"""When back-ups are made, who hears of one that failed or is old, and what a restored system has to take care of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import backups
from bot.domain import stop as stops
from bot.domain.ids import PersonId
from bot.domain.notices.backups import BackUpFailed, BackUpOld, Restored
from bot.domain.people import Role
from bot.domain.stop import Stop
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane

GOOD, TRIED, WHY, ASKED = "back-up good", "back-up tried", "back-up failed", "back-ups since"  # keys
RESTORED: Final = "restored"  # the key under which stands the moment of an archive, until the first start has seen it
_SHOWN = 300  # letters of a reason


@dataclass(frozen=True, slots=True)
class State:
    """The last good one, and why the one after it failed, "" if none did."""

    good: datetime | None
    why: str


def state(uow: UnitOfWork) -> State:
    """How back-ups are."""
    return State(_at(uow.key_values.get(GOOD)), uow.key_values.get(WHY))


def begin(uow: UnitOfWork, zone: ZoneInfo, *, now: datetime) -> bool:
    """Whether one has to be made now, by whoever asks: nobody else does it within the hour."""
    tried = _at(uow.key_values.lock(TRIED))
    if not backups.due(now, zone, good=_at(uow.key_values.get(GOOD)), tried=tried):
        return False
    uow.key_values.set(TRIED, now.isoformat())
    if not uow.key_values.get(ASKED):
        uow.key_values.set(ASKED, now.isoformat())
    return True


def succeeded(uow: UnitOfWork, *, now: datetime) -> None:
    """An archive is at its place and was read back."""
    uow.key_values.set(GOOD, now.isoformat())
    uow.key_values.set(WHY, "")


def failed(uow: UnitOfWork, why: str, *, now: datetime) -> None:
    """Administrators hear of it, once a day."""
    uow.key_values.set(WHY, why[:_SHOWN])
    notices.tell_admins(uow, BackUpFailed(why[:_SHOWN]), now=now, key=f"{now:%Y%m%d}")


def alarm(uow: UnitOfWork, *, now: datetime) -> int:
    """Tell administrators, once a day, when the last good one is older than two days; returns how many."""
    good = _at(uow.key_values.get(GOOD))
    since = good or _at(uow.key_values.get(ASKED))
    if since is None or now - since <= backups.OLD:
        return 0
    return notices.tell_admins(uow, BackUpOld(good), now=now, key=f"{now:%Y%m%d}")


# Restored -------------------------------------------------------------------------------------------------------------
def held(at: datetime, *, now: datetime) -> dict[str, str]:
    """What is written down with the rows of an archive: nothing leaves until an administrator lets it."""
    stop = Stop(PersonId(0), now)  # nobody's: whoever administers lets go
    return {stops.KEY: stops.written(stop, "", now=now), RESTORED: at.isoformat(), TRIED: "", WHY: ""}


def catch_up(uow: UnitOfWork, *, now: datetime) -> int | None:
    """At the first start after it: reminders whose time has passed count as said, for the lost system said them.

    Returns the row of the outbox above which whatever reminds is written next; None where nothing was restored.
    """
    if not uow.key_values.take(RESTORED):
        return None
    uow.reminders.said_until(now=now)
    uow.outbox.drop_reminders(now=now)
    return uow.outbox.newest_row()


def caught_up(uow: UnitOfWork, above: int, *, now: datetime) -> None:
    """What the looks of the first start wrote counts as said, too; administrators hear that everything is held."""
    at = _at(uow.key_values.take(RESTORED))
    if at is None:
        return
    uow.outbox.drop_notices(above=above, now=now)
    uow.key_values.set(RESTORED, "")
    uow.audit.note(None, "restored", f"the back-up of {at:%Y-%m-%d %H:%M} UTC", now=now)
    for admin in uow.people.with_role(Role.ADMIN):
        account = uow.people.account_of(admin.id)
        if account is not None:  # as an answer: notices are held
            uow.outbox.put(notices.row(Restored(at), account, admin.id, lane=Lane.REPLY), now=now)


def _at(kept: str) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
