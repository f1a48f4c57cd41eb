"""Stories of change: a group tells what its finished work has changed, and says whether other groups may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import ChatId, GroupId, PlanId, StoryId
from bot.domain.incoming import Answer
from bot.domain.notices.stories import StoryTold, StoryWanted
from bot.domain.people import Person, Role
from bot.domain.plans import ActionState, Plan
from bot.domain.refused import Counted, Forbidden, Missing, Refused
from bot.domain.reminders import morning
from bot.domain.rounds import Verb
from bot.domain.stories import REMINDED, Story, StoryState, Telling
from bot.services import free_text, media, notices, search
from bot.services.groups import groups
from bot.services.reminders import pauses
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.understand.search import Passage

KIND = "story"  # what a search calls them
CHUNK = 100  # stories reminded of in one transaction
MOST = 100  # pieces of one story; beyond that nobody reads it


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its pieces. `member`: may tell; `leads`: may finish it and say who may read it.

    `names`: whether the reader sees who told what: the own group and staff.
    """

    story: Story
    tellings: tuple[Telling, ...]
    member: bool
    leads: bool
    names: bool


# The group tells ------------------------------------------------------------------------------------------------------
def ask(uow: UnitOfWork, plan: Plan, group: Group, *, now: datetime) -> None:
    """When the last action of a plan is done: tomorrow the members are asked what has changed. Idempotent.

    Not at once: whoever finished the work is still being asked what it cost.
    """
    if not all_done(uow, plan.id):
        return
    tomorrow, story = _morning(group, now, 1), uow.stories.of_plan(plan.id)
    if story is None:
        uow.stories.add(plan.id, now=now, next_at=tomorrow)
    elif story.rung == 0:
        uow.stories.change(story.id, next_at=tomorrow)


def open_of_plan(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Told:
    """The story of a plan, for the members of its group and for staff. Refused for others, and before it is asked.

    Raises: Missing, Forbidden.
    """
    story = uow.stories.of_plan(plan)
    if story is None:
        raise Missing
    groups.open_group(uow, story.group, by=by)
    return _told(uow, story, by)


def add(uow: UnitOfWork, plan: PlanId, answer: Answer, *, by: Person, now: datetime) -> None:
    """A member tells a piece of the story, in words, voice or photo. Raises: Missing, Forbidden, Stale, Refused."""
    told = _open_to_tell(uow, plan, by)
    if len(told.tellings) >= MOST:
        raise Refused(Counted("A story has room for {n} piece", "A story has room for {n} pieces", MOST))
    values = {"kind": answer.kind, "words": free_text.words(answer), "medium_id": answer.medium}
    uow.stories.tell(told.story.id, by.id, now=now, **values)


def take_out(uow: UnitOfWork, plan: PlanId, telling: int, *, by: Person) -> None:
    """Whoever told a piece, or the leader, takes it out. Idempotent. Raises: Missing, Forbidden, Stale, Refused."""
    told = _open_to_tell(uow, plan, by)
    piece = next((one for one in told.tellings if one.id == telling), None)
    if piece is None:
        return
    if piece.person != by.id and not told.leads:
        raise Forbidden("Only {name} and the group leader can change this", name=piece.name)
    uow.stories.take_out(telling)


def finish(uow: UnitOfWork, plan: PlanId, *, by: Person, now: datetime) -> None:
    """The leader says that the story is told; staff hear of it. Idempotent.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    told = _open_to_lead(uow, plan, by)
    if not told.tellings:
        raise Refused("Tell something first: write, speak or send a photo")
    if told.story.state is StoryState.TOLD:
        return
    uow.stories.change(told.story.id, state=StoryState.TOLD.value, told_at=now, next_at=None)
    staff = [one.id for one in uow.people.with_role(Role.STAFF)]
    notices.tell_all(uow, staff, StoryTold(story=told.story.id), now=now, key=str(told.story.id))
    search.changed(uow)


def reopen(uow: UnitOfWork, plan: PlanId, *, by: Person) -> None:
    """The leader opens a story to be told further; until it is finished again, other groups do not read it.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    told = _open_to_lead(uow, plan, by)
    uow.stories.change(told.story.id, state=StoryState.ASKED.value)
    search.changed(uow)


def share(uow: UnitOfWork, plan: PlanId, shared: bool, *, by: Person, now: datetime) -> None:
    """The leader says, for the group, whether other groups may read the story; it can be taken back on any day.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    told = _open_to_lead(uow, plan, by)
    if told.story.shared != shared:
        uow.stories.change(told.story.id, shared=shared)
        uow.audit.note(by.id, "shared" if shared else "withdrew", f"story {told.story.id}", now=now)
        search.changed(uow)


# Others read ----------------------------------------------------------------------------------------------------------
def readable(uow: UnitOfWork, *, by: Person, offset: int = 0, limit: int | None = None) -> list[Story]:
    """The stories that somebody may read, or a part of them, the newest first: staff all, others the shared ones and
    their own group's."""
    return uow.stories.some(_groups_of(uow, by), offset=offset, limit=limit)


def count(uow: UnitOfWork, *, by: Person) -> int:
    """How many stories somebody may read."""
    return uow.stories.count(_groups_of(uow, by))


def _groups_of(uow: UnitOfWork, by: Person) -> list[GroupId] | None:
    """The groups whose own stories somebody reads, None: all."""
    if Role.STAFF in by.roles and not by.own_projects:
        return None
    own = [row.id for row in uow.directory.groups(by.own_projects)] if by.own_projects else []
    return [*own, *(member.group for member in uow.groups.of_person(by.id))]


def open_story(uow: UnitOfWork, story: StoryId, *, by: Person) -> Told:
    """One story, for whoever may read it. Raises: Missing, Forbidden."""
    found = uow.stories.get(story)
    if found is None:
        raise Missing
    inside = uow.groups.membership(found.group, by.id) is not None
    if not (found.readable or inside or _office(uow, found, by)):
        raise Forbidden("This group tells its story only to its own members")
    return _told(uow, found, by)


def show_media(
    uow: UnitOfWork, told: Told, chat: ChatId, *, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send the next few photos and voices of a story that somebody may read to a chat.

    Raises: Missing, Forbidden.
    """
    open_story(uow, told.story.id, by=by)
    return media.show_told(uow, [(one.medium, one.words) for one in told.tellings], chat, by.id, begin=begin, now=now)


@search.source
def passages(uow: UnitOfWork, library: Library) -> Iterator[Passage]:
    """What the stories say that everybody may read, for a search."""
    for story in uow.stories.readable():
        yield Passage(KIND, str(story.id), 0, story.title, 2.0)
    for row in uow.stories.words():
        for sentence in search.sentences(row.words):
            yield Passage(KIND, str(row.story), 0, sentence, 1.0)


# What nobody tells ----------------------------------------------------------------------------------------------------
def remind(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """Ask members for their story, and remind leaders of one that is not finished; returns how many were looked at.

    Call it until it returns 0. The next time is a column of the story: idempotent for two clocks and restarts.
    """
    due = uow.stories.due(now=now, limit=CHUNK)
    for story in due:
        group = uow.groups.get(story.group)
        wakes = pauses.may_ring(uow, library, group, now=now) if group else now
        if group is None or (story.rung == 0 and not all_done(uow, story.plan)):
            uow.stories.change(story.id, next_at=None)
        elif wakes > now:
            uow.stories.change(story.id, next_at=wakes)
        else:
            _remind(uow, story, group, now)
    return len(due)


def _remind(uow: UnitOfWork, story: Story, group: Group, now: datetime) -> None:
    """The first time all members are asked, later the leaders."""
    later = REMINDED[story.rung] if story.rung < len(REMINDED) else 0
    uow.stories.change(story.id, rung=story.rung + 1, next_at=_morning(group, now, later) if later else None)
    told = uow.groups.leaders(group.id) if story.rung else uow.groups.members(group.id)
    key = f"{story.id}:{story.rung}"
    notices.tell_all(uow, [one.person for one in told], StoryWanted(plan=story.plan), now=now, key=key)


def all_done(uow: UnitOfWork, plan: PlanId) -> bool:
    """Whether all the work of a plan is done."""
    return {action.state for action in uow.actions.of_plan(plan)} == {ActionState.DONE}


def _morning(group: Group, now: datetime, days: int) -> datetime:
    zone = group.zone
    return morning(zones.day(now, zone) + timedelta(days=days), group.at, zone)


def _told(uow: UnitOfWork, story: Story, by: Person) -> Told:
    member = uow.groups.membership(story.group, by.id)
    names = member is not None or _office(uow, story, by)
    leads = bool(member and member.leader)
    return Told(story, tuple(uow.stories.tellings(story.id)), member is not None, leads, names)


def _open_to_tell(uow: UnitOfWork, plan: PlanId, by: Person) -> Told:
    """A story that `by` may tell further, its plan locked."""
    uow.plans.lock(plan)
    told = open_of_plan(uow, plan, by=by)
    if not told.member:
        raise Forbidden("Only members of the group can do this")
    allowed.demand(uow, Verb.TELL, plan)
    if told.story.state is StoryState.TOLD:
        raise Refused("The story is finished. The leader can open it again")
    return told


def _open_to_lead(uow: UnitOfWork, plan: PlanId, by: Person) -> Told:
    uow.plans.lock(plan)
    told = open_of_plan(uow, plan, by=by)
    if not told.leads:
        raise Forbidden("Only the group leader can do this. You can ask the leader")
    allowed.demand(uow, Verb.TELL, plan)
    return told


def _office(uow: UnitOfWork, story: Story, by: Person) -> bool:
    """Whether somebody is staff who look after the story's group."""
    return Role.STAFF in by.roles and groups.office(uow, story.group, by=by)
