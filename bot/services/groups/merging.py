"""One person is not there twice: who was written down without a phone and then joins becomes one with that entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Group, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.domain.notices.groups import SameAsked, SameDecided
from bot.domain.people import Person, Role
from bot.domain.refused import Missing, Refused, Stale
from bot.services import invites, notices
from bot.services.groups import groups, written_down
from bot.store.database import UnitOfWork
from bot.store.merges import Merge


@dataclass(frozen=True, slots=True)
class Pair:
    """A member, and the entry without a phone of its own that may be the same person."""

    group: Group
    kept: Person
    gone: Person


def ask(uow: UnitOfWork, group: GroupId, entry: PersonId, *, by: Person, now: datetime) -> None:
    """A member says: this entry is me. The leaders are asked, or staff where no leader can be reached.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    groups.open_group(uow, group, by=by)
    groups.open_member(uow, group, by.id)
    _check(uow, group, by.id, entry)
    leaders = [one.person for one in uow.groups.leaders(group)]
    reached = uow.people.with_phone(leaders) - {by.id}
    staff = [one.id for one in uow.people.with_role(Role.STAFF) if one.id != by.id]
    key = f"{group}:{by.id}:{entry}:{now:%Y%m%d}"
    told = [one for one in leaders if one in reached] or staff
    notices.tell_all(uow, told, SameAsked(group, by.id, entry), now=now, key=key)


def open_pair(uow: UnitOfWork, group: GroupId, kept: PersonId, gone: PersonId, *, by: Person) -> Pair:
    """Two entries that may be one person, for the leader of all that both have, and for staff.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = groups.open_to_lead(uow, group, by=by)
    _check(uow, group, kept, gone)
    if not invites.has_as_much(uow, by.id, gone):
        raise Refused("{name} is in another group too. Ask the staff", name=uow.people.name(gone))
    pair = [person for one in (kept, gone) if (person := uow.people.get(one))]
    return Pair(found, pair[0], pair[1])


def merge(uow: UnitOfWork, group: GroupId, kept: PersonId, gone: PersonId, *, by: Person, now: datetime) -> int:
    """The two are one from now on, who is told; returns the number by which it is undone for a day.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.joinings.lock(group, gone)  # who says so at the same moment finds that it is done
    pair = open_pair(uow, group, kept, gone, by=by)
    for one in (kept, gone):
        uow.groups.revoke_for(one)  # a link to another phone for the entry must not move whom it turned out to be
    phones = uow.people.leave(gone)
    trace = uow.merges.join(kept, gone)
    trace += [{"table": "speakers", "row": {"account_id": one, "person_id": gone}} for one in phones]
    if not pair.kept.sex and pair.gone.sex:
        uow.people.change(kept, sex=pair.gone.sex)
    values = {"group_id": group, "kept_id": kept, "gone_id": gone, "by_id": by.id, "trace": trace}
    number = uow.merges.add(now=now, **values)
    uow.audit.note(by.id, "said that two are one", f"person {gone} is person {kept} of group {group}", now=now)
    notices.tell(uow, kept, SameDecided(group, pair.gone.name, True), now=now)
    return number


def refuse(uow: UnitOfWork, group: GroupId, kept: PersonId, gone: PersonId, *, by: Person, now: datetime) -> None:
    """The leader says that they are two people; who asked is told. Raises: Missing, Forbidden, Stale, Refused."""
    pair = open_pair(uow, group, kept, gone, by=by)
    notices.tell(uow, kept, SameDecided(group, pair.gone.name, False), now=now, key=f"{kept}:{gone}:{now:%Y%m%d}")


def undoable(uow: UnitOfWork, person: PersonId, *, now: datetime) -> Merge | None:
    """The last merge of somebody, while it can be undone."""
    found = uow.merges.latest(person)
    return found if found is not None and found.can_be_undone(now) else None


def undo(uow: UnitOfWork, number: int, *, by: Person, now: datetime) -> None:
    """They are two people again, within a day. For the leader and staff. Raises: Missing, Forbidden, Stale."""
    found = uow.merges.get(number)
    if found is None:
        raise Missing
    groups.open_to_lead(uow, found.group, by=by)
    latest = uow.merges.latest(found.kept)
    if not found.can_be_undone(now) or latest is None or latest.id != found.id:
        raise Stale
    uow.merges.undo(found)
    subject = f"person {found.gone} is not person {found.kept} of group {found.group}"
    uow.audit.note(by.id, "said that one are two", subject, now=now)


def _check(uow: UnitOfWork, group: GroupId, kept: PersonId, gone: PersonId) -> None:
    """Refused unless both are in the group and the one that goes has no own phone. Raises: Missing, Stale, Refused."""
    one = uow.joinings.state(group, kept)
    if kept == gone or one not in (MemberState.ACTIVE, MemberState.ASKED):
        raise Missing("This person is not in the group any more")
    groups.open_member(uow, group, gone)
    found, kept_person = uow.people.get(gone), uow.people.get(kept)
    if found is None or kept_person is None:
        raise Missing
    if not written_down.has_no_phone(uow, gone) or found.roles:
        raise Refused("{name} has a phone. Only somebody without one can be the same person", name=found.name)
    if found.frozen or kept_person.frozen:
        raise Stale
