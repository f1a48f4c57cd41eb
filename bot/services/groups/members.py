"""Members who have no phone, or somebody else's: written down by name, and given a phone when there is one."""

from __future__ import annotations

from datetime import datetime

from bot.domain.agreements import FOR_OTHERS
from bot.domain.groups import Member, MemberState
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.notices.people import PhoneShared
from bot.domain.people import Person
from bot.domain.refused import Counted, Forbidden, Missing, Refused
from bot.services import notices, people
from bot.services.groups import groups, joining
from bot.store.database import UnitOfWork
from bot.understand import lao

MOST = 200  # members of a group; more is a mistake or mischief


def enter(uow: UnitOfWork, group: GroupId, name: str, *, by: Person, now: datetime) -> PersonId:
    """Write down somebody by name, who may have no phone at all: a member from now on where the leader or staff do it.

    Whom another member writes down waits for the leader's yes, at most three from one phone. Refused when somebody of
    that name is in the group already, or waits: two people have to be told apart. Raises: Forbidden, Refused.
    """
    groups.open_group(uow, group, by=by)
    waiting = uow.joinings.within(group, MemberState.ASKED)
    tidy, known = people.tidy_name(name), [*uow.groups.members(group), *waiting]
    if any(lao.fold(member.name) == lao.fold(tidy) for member in known):
        raise Refused("{name} is in the group already. Write the family name too, to tell them apart", name=tidy)
    if len(known) >= MOST:
        raise Refused(Counted("A group has room for {n} member", "A group has room for {n} members", MOST))
    person = uow.people.add(now=now, name=tidy, language="")
    if groups.leads(uow, group, by=by):
        uow.groups.join(group, person, leader=False, now=now)
    else:
        _check_waiting(uow, waiting, by)
        joining.wait(uow, group, person, now=now)
    uow.audit.note(by.id, "wrote down a member", f"person {person} of group {group}", now=now)
    return person


def _check_waiting(uow: UnitOfWork, waiting: list[Member], by: Person) -> None:
    """One phone asks for a few people at a time, so that a leader is not drowned in names. Raises: Refused."""
    phone = uow.people.account_of(by.id)
    if sum(uow.people.account_of(one.person) == phone for one in waiting) >= FOR_OTHERS:
        raise Refused("Your leader has names to answer already. Write the next one after that")


def say_sex(uow: UnitOfWork, group: GroupId, member: PersonId, sex: str, *, by: Person) -> None:
    """Woman, man or "" (not said), of a member without a phone of their own: by the leader, or on the phone they share.

    Refused for whoever can say it themselves. Raises: Missing, Forbidden, Stale, Refused.
    """
    groups.open_member(uow, group, member)
    found, account = uow.people.get(member), uow.people.account_of(member)
    if found is None or (account is not None and not uow.people.shared(account)):
        raise Refused("{name} has a phone and can answer there", name=uow.people.name(member))
    if account is None or account != uow.people.account_of(by.id):
        groups.open_to_lead(uow, group, by=by)
    people.answer_about(uow, found, "sex", sex)


def phoneless(uow: UnitOfWork, group: GroupId) -> list[Member]:
    """The members whom no message reaches."""
    known = uow.groups.members(group)
    reached = uow.people.with_phone(member.person for member in known)
    return [member for member in known if member.person not in reached]


def share_phone(uow: UnitOfWork, account: AccountId, member: PersonId, *, by: Person, now: datetime) -> None:
    """A member of one's own group without a phone, or who waits to be one, answers through one's own from now on.

    The leaders are told. Refused for somebody who has a phone: a one-use link moves them.
    Raises: Missing, Forbidden, Refused.
    """
    if account not in uow.people.accounts_of(by.id):
        raise Forbidden
    mine = {one.group for one in uow.groups.of_person(by.id)}
    shared = [one.group for one in uow.groups.of_person(member) if one.group in mine]
    found, waits = uow.people.get(member), uow.joinings.waiting_for(member) in mine
    if found is None or not (shared or waits):
        raise Missing("This person is not in the group any more")
    if uow.people.account_of(member) == account:
        return
    if uow.people.account_of(member) is not None or found.roles or found.frozen:
        raise Refused("{name} has a phone and can answer there", name=found.name)
    uow.people.change(member, language=found.language or by.language, listens=by.listens, light=by.light)
    uow.people.serve(account, member)
    uow.audit.note(by.id, "shares the phone with", f"person {member}", now=now)
    for group in shared:
        leaders = [leader.person for leader in uow.groups.leaders(group) if leader.person not in (by.id, member)]
        told = PhoneShared(group=group, member=member, owner=by.id, account=account)
        notices.tell_all(uow, leaders, told, now=now)


def unshare_phone(
    uow: UnitOfWork, group: GroupId, member: PersonId, account: AccountId, *, by: Person, now: datetime
) -> None:
    """The leader says that a member does not use a phone: it does not speak for them any more. Others lose nothing.

    Raises: Missing, Forbidden, Refused.
    """
    groups.open_to_lead(uow, group, by=by)
    groups.open_member(uow, group, member)
    if not uow.people.shared(account):  # a phone of their own is theirs
        raise Refused("{name} has a phone and can answer there", name=uow.people.name(member))
    if uow.people.leave(member, account):
        uow.audit.note(by.id, "took off a shared phone", f"person {member}", now=now)
