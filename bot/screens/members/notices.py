"""What people hear when somebody is taken out, leads, or wants to lead."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.domain.groups import MemberState
from bot.domain.notices.groups import (
    InvitedAgain,
    JoinAsked,
    JoinDecided,
    LeadAsked,
    LeaderChanged,
    LeaderNow,
    LeadNotNow,
    LeadWanted,
    SameAsked,
    SameDecided,
    TakenOut,
    WrittenDown,
)
from bot.i18n import bold, lines, paragraphs
from bot.screens.members.views import asks, candidate, one_or_two, which
from bot.services.groups import groups, handovers, written_down


@notice(TakenOut)
def taken_out(occasion: Occasion[TakenOut]) -> Message | None:
    """To a member whom the leader took out."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or (occasion.person and occasion.uow.groups.membership(group.id, occasion.person.id)):
        return None
    return Message(occasion.say("You are not in the group {group} any more. You can ask the leader", group=group.name))


@notice(JoinAsked, screen="members.asked")
def join_asked(occasion: Occasion[JoinAsked]) -> Message | None:
    """To the leaders, later to staff: somebody asks to come in."""
    group, member = occasion.uow.groups.get(occasion.what.group), occasion.what.member
    if group is None or occasion.uow.joinings.state(group.id, member) is not MemberState.ASKED:
        return None
    owner = written_down.owner(occasion.uow, member)
    return asks(occasion.uow.people.name(member), group.name, owner, occasion.say)


@notice(JoinDecided)
def join_decided(occasion: Occasion[JoinDecided]) -> Message | None:
    """To whoever asked to come in."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or occasion.person is None:
        return None
    state, say = occasion.uow.joinings.state(group.id, occasion.person.id), occasion.say
    if state is MemberState.ACTIVE:
        return Message(say("🎉 You are in the group {group} now. Press /menu to see what is new", group=group.name))
    if state is MemberState.REFUSED:
        return Message(say("The leader of {group} did not let you in. You can talk with them", group=group.name))
    return None


@notice(WrittenDown, screen="members.same")
def was_written_down(occasion: Occasion[WrittenDown]) -> Message | None:
    """To somebody who has just come in: members were written down without a phone."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or occasion.person is None or not groups.sees(occasion.uow, group.id, by=occasion.person):
        return None
    found = written_down.entries(occasion.uow, group.id, occasion.person.id)
    return which(group.name, found, occasion.say) if found else None


@notice(SameAsked, screen="members.merge")
def same_asked(occasion: Occasion[SameAsked]) -> Message | None:
    """To the leaders: a member says that an entry without a phone is theirs."""
    uow, what = occasion.uow, occasion.what
    names = [found.name for one in (what.member, what.entry) if (found := uow.groups.membership(what.group, one))]
    return one_or_two(names[0], names[1], occasion.say) if len(names) == 2 else None


@notice(SameDecided)
def same_decided(occasion: Occasion[SameDecided]) -> Message | None:
    """To the member: they are one with the entry from now on, or not."""
    group, entry, say = occasion.uow.groups.get(occasion.what.group), occasion.what.entry, occasion.say
    if group is None:
        return None
    if not occasion.what.yes:
        return Message(say("The leader of {group} says that {entry} is somebody else", group=group.name, entry=entry))
    text = say(
        "In {group} you and {entry}, who was written down without a phone, are one", group=group.name, entry=entry
    )
    return Message(lines(text, say("If this is not right, tell the group leader or the staff")))


@notice(InvitedAgain)
def invited_again(occasion: Occasion[InvitedAgain]) -> Message | None:
    """To whoever was taken out: the leader wants them back."""
    group = occasion.uow.groups.get(occasion.what.group)
    invite = occasion.uow.groups.invite(occasion.what.code)
    if group is None or invite is None or not invite.open(occasion.now):
        return None
    button = Button(occasion.say("👍 Join"), Go("invite.open", {"code": invite.code}, push=True))
    text = occasion.say("The leader of {group} invites you again", group=group.name)
    return Message(text, [[button]])


@notice(LeaderNow, screen="members.list")
def leader_now(occasion: Occasion[LeaderNow]) -> Message | None:
    """To a member to whom the group was handed over."""
    group = occasion.uow.groups.get(occasion.what.group)
    if group is None or occasion.person is None or not groups.leads(occasion.uow, group.id, by=occasion.person):
        return None
    return Message(occasion.say("You lead the group {group} now", group=group.name))


@notice(LeaderChanged, screen="members.list")
def leader_changed(occasion: Occasion[LeaderChanged]) -> Message | None:
    """To the other members: somebody else leads from now on."""
    group = occasion.uow.groups.get(occasion.what.group)
    leaders = occasion.uow.groups.leaders(group.id) if group else []
    if group is None or not leaders:
        return None
    names = occasion.say.names(leader.name for leader in leaders)
    return Message(occasion.say("👑 {name} leads the group {group} now", name=names, group=group.name))


@notice(LeadAsked, screen="members.consent")
def lead_asked(occasion: Occasion[LeadAsked]) -> Message | None:
    """To the members: shall this one lead?"""
    found = occasion.uow.handovers.get(occasion.what.handover)
    if found is None or occasion.person is None or not found.open(occasion.now):
        return None
    if occasion.uow.groups.membership(found.group, occasion.person.id) is None:
        return None
    say, candidacy = occasion.say, handovers.open_handover(occasion.uow, found.id, by=occasion.person)
    why = say("{name} asks to lead, because the leader cannot answer now", name=candidacy.name)
    answers = [Button(say("👍 I agree"), Tap("yes")), Button(say("✋ I do not agree"), Tap("no"))]
    return Message(paragraphs(lines(why, bold(candidate(candidacy, say)))), column(answers))


@notice(LeadNotNow, screen="members.list")
def lead_not_now(occasion: Occasion[LeadNotNow]) -> Message | None:
    """To whoever asked: the group did not decide for it."""
    found = occasion.uow.handovers.get(occasion.what.handover)
    group = occasion.uow.groups.get(found.group) if found else None
    if found is None or group is None:
        return None
    say = occasion.say
    if found.state == "stopped":
        return Message(say("The leader of {group} has answered: nothing changes. Talk with them", group=group.name))
    text = say("Too few members of {group} answered, so nothing changes. The staff have been told", group=group.name)
    return Message(text)


@notice(LeadWanted, screen="members.list")
def lead_wanted(occasion: Occasion[LeadWanted]) -> Message | None:
    """To staff: a member would lead because the leader cannot; they look into it and may hand the group over."""
    group = occasion.uow.groups.get(occasion.what.group)
    member = occasion.uow.groups.membership(group.id, occasion.what.member) if group else None
    if group is None or member is None or member.leader:
        return None
    say = occasion.say
    text = lines(
        say("👑 {name} asks to lead the group {group}: its leader cannot answer", name=member.name, group=group.name),
        say("The members could not decide it. Call the group, then choose the leader"),
    )
    return Message(text, [[Button(say("👥 Members and leader"), Go("members.list", {"group": group.id}, push=True))]])
