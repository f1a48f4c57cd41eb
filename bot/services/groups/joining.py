"""Coming into a group without a link, or by one that asks: a leader says yes first; until then nothing is seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.groups import Group, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.domain.notices.groups import JoinAsked, JoinDecided
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Refused
from bot.i18n import mark
from bot.services import notices
from bot.services.groups import groups, written_down
from bot.store.database import UnitOfWork

REMINDED_AFTER = timedelta(days=2)  # the leader, once
STAFF_AFTER = timedelta(days=5)
AGAIN_AFTER = timedelta(days=1)  # after which somebody asks again who was not let in
MOST = 100  # requests that are looked at in one transaction
INVITE_AGAIN = mark("You are not in the group {group} any more. Only a new invitation of the leader brings you back")


def ask(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> bool:
    """Somebody asks to come into a group: its leaders are told, or staff where no leader can be reached.

    Who waits elsewhere waits there no more. False for who waits here or is in it already. Refused for whoever was taken
    out, and for who asked within a day and was not let in: a no is a no to this asking. Raises: Forbidden, Refused.
    """
    found = uow.groups.get(group)
    if found is None or found.state != "active":
        raise Refused("This group is not open yet")
    state = uow.joinings.state(group, by.id)
    if state in (MemberState.ASKED, MemberState.ACTIVE):
        return False
    check(uow, found, by.id)
    before = uow.joinings.asked_at(group, by.id)
    if before is not None and now < before + AGAIN_AFTER:
        raise Refused(
            "The leader of {group} did not let you in. Talk with them, and ask again tomorrow", group=found.name
        )
    wait(uow, group, by.id, now=now)
    return True


def wait(uow: UnitOfWork, group: GroupId, person: PersonId, *, now: datetime) -> None:
    """From now on somebody waits for the leader's yes, who is told."""
    leaders = _leaders(uow, group)
    uow.joinings.wait(group, person, next_at=now + REMINDED_AFTER if leaders else None, now=now)
    _tell(uow, leaders or _staff(uow), group, person, now=now)


def check(uow: UnitOfWork, group: Group, person: PersonId) -> None:
    """Refused for whoever was taken out of the group. Raises: Forbidden."""
    if uow.joinings.state(group.id, person) is MemberState.REMOVED:
        raise Forbidden(INVITE_AGAIN, group=group.name)


def answer(uow: UnitOfWork, group: GroupId, person: PersonId, yes: bool, *, by: Person, now: datetime) -> bool:
    """The leader or staff let somebody in, or not; they are told. False when they do not wait any more.

    Raises: Forbidden.
    """
    groups.open_to_lead(uow, group, by=by)
    if uow.joinings.lock(group, person) is not MemberState.ASKED:
        return False
    if yes:
        uow.groups.join(group, person, leader=False, now=now)
    else:
        uow.joinings.refuse(group, person)
    uow.audit.note(by.id, "let in" if yes else "did not let in", f"person {person} of group {group}", now=now)
    notices.tell(uow, person, JoinDecided(group), now=now)
    if yes:
        written_down.greet(uow, group, person, now=now)
    return True


def waiting(uow: UnitOfWork, person: PersonId) -> Group | None:
    """The group in which somebody waits for the leader's yes: they see its name and nothing else."""
    found = uow.joinings.waiting_for(person)
    return uow.groups.get(found) if found is not None else None


def follow(uow: UnitOfWork, *, now: datetime) -> int:
    """Leaders are reminded once, then staff are asked. Returns of how many people somebody was reminded."""
    due = uow.joinings.due(now=now, limit=MOST)
    for one, rung in due:
        again = rung == 0
        uow.joinings.ring(one.group, one.person, next_at=one.joined_at + STAFF_AFTER if again else None)
        told = _leaders(uow, one.group) if again else _staff(uow)
        _tell(uow, told or _staff(uow), one.group, one.person, now=now)
    return len(due)


def _tell(uow: UnitOfWork, people: list[PersonId], group: GroupId, person: PersonId, *, now: datetime) -> None:
    notices.tell_all(uow, [one for one in people if one != person], JoinAsked(group, person), now=now)


def _leaders(uow: UnitOfWork, group: GroupId) -> list[PersonId]:
    """The leaders who can be reached."""
    leaders = [leader.person for leader in uow.groups.leaders(group)]
    reached = uow.people.with_phone(leaders)
    return [one for one in leaders if one in reached]


def _staff(uow: UnitOfWork) -> list[PersonId]:
    return [one.id for one in uow.people.with_role(Role.STAFF)]
