"""The members of a group: who is in it, the link that brings in more, leaving, taking out, handing over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group, Member
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services import groups, invites, members

_PAGE = 8  # members on buttons of one page


@dataclass(frozen=True, slots=True)
class ListView:
    """A group's members as `me` sees them; `leads`: may invite, take out and hand over."""

    group: Group
    members: tuple[Member, ...]
    me: PersonId
    leads: bool
    phoneless: frozenset[PersonId]
    page: int


class List(Screen[ListView]):
    name = "members.list"
    args = ("group", "page")
    help = mark("Everybody in the group. The leader invites new members with a link and can take somebody out")

    def load(self, turn: Turn) -> ListView | Go:
        mine = groups.mine(turn.uow, turn.me)
        wanted = turn.args.get("group", mine.id if mine else 0)
        if not wanted:
            return Go("welcome.province")
        group = groups.to_see(turn.uow, GroupId(int(wanted)), by=turn.person)
        page = turn.args.get("page", 0)
        return ListView(
            group,
            tuple(turn.uow.groups.members(group.id)),
            turn.me,
            groups.leads(turn.uow, group.id, turn.person),
            frozenset(member.person for member in members.phoneless(turn.uow, group.id)),
            page if isinstance(page, int) else 0,
        )

    def render(self, view: ListView, say: Say) -> Message:
        others = [member for member in view.members if member.person != view.me] if view.leads else []
        names, here = [Button(named(member, view), _page_of(member)) for member in others], {"group": view.group.id}
        shown, page, pages = paged(names, view.page, _PAGE)
        turned = [Go(self.name, here | {"page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        invite = Button(say("➕ Invite with a link"), Tap("invite")) if view.leads else None
        new = Button(say("➕ A member without phone"), Go("members.new", here, push=True)) if view.leads else None
        leave = Button(say("🚪 Leave the group"), Go("members.leave", here, push=True))
        lead = Button(say("👑 The leader cannot lead now"), Go("members.lead", here, push=True))
        inside = any(member.person == view.me for member in view.members)
        return Message(
            paragraphs(
                bold(view.group.name),
                lines(*(named(member, view) for member in view.members)),
                say("📵 has no phone") if view.phoneless else "",
            ),
            rows=[
                *column([invite, new, *shown]),
                row(before, more),
                *column([None if view.leads else lead, leave] if inside else []),
            ],
        )

    def tap_invite(self, turn: Turn, view: ListView) -> Go:
        if not turn.uow.groups.open_invites(now=turn.now, group=view.group.id):
            invites.for_group(turn.uow, view.group.id, by=turn.person, now=turn.now)
        return Go("members.invite", {"group": view.group.id}, push=True)


def named(member: Member, view: ListView) -> str:
    """A member with a sign: leads, has a phone, has none."""
    sign = "👑" if member.leader else "📵" if member.person in view.phoneless else "👤"
    return f"{sign} {member.name}"


def _page_of(member: Member) -> Go:
    return Go("members.member", {"group": member.group, "member": member.person}, push=True)


# One member -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class MemberView:
    """One member, and what the leader is about to do: "" nothing, "lead" hand over, "out" take out."""

    group: Group
    member: Member
    act: str
    phone: bool


class One(Screen[MemberView]):
    name = "members.member"
    args = ("group", "member", "act")
    help = mark("You can take this member out, or let them lead the group. You are asked before it happens")

    def load(self, turn: Turn) -> MemberView:
        group = groups.to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        member = groups.member_of(turn.uow, group.id, PersonId(turn.number("member")))
        return MemberView(group, member, turn.word("act"), turn.uow.people.reachable(member.person))

    def render(self, view: MemberView, say: Say) -> Message:
        if view.act == "lead":
            ask = say("Shall {name} lead the group {group} from now on?", name=view.member.name, group=view.group.name)
            return Message(ask, rows=column([Button(say("✅ Hand over"), Tap("lead")), _not_now(view, say)]))
        if view.act == "out":
            ask = say("Take {name} out of the group {group}?", name=view.member.name, group=view.group.name)
            return Message(ask, rows=column([Button(say("✅ Take out"), Tap("out")), _not_now(view, say)]))
        lead, out = (_asked(view, act) for act in ("lead", "out"))
        free, here = not view.member.leader, {"group": view.group.id, "member": view.member.person}
        since = say("In the group since {date}", date=say.day(_day(view.member, say)))
        sign = "👑" if view.member.leader else "👤" if view.phone else "📵"
        return Message(
            lines(bold(f"{sign} {view.member.name}"), since, "" if view.phone else say("📵 has no phone")),
            rows=column(
                [
                    Button(say("👑 Let them lead"), lead) if free and view.phone else None,
                    Button(say("📱 A new phone"), Go("members.phone", here, push=True)),
                    Button(say("🧑 Woman or man"), Go("members.sex", here, push=True)) if not view.phone else None,
                    Button(say("🚪 Take out"), out) if free else None,
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_lead(self, turn: Turn, view: MemberView) -> Back:
        groups.hand_over(turn.uow, view.group.id, view.member.person, by=turn.person, now=turn.now)
        return Back(note=turn.say("{name} leads the group now", name=view.member.name))

    def tap_out(self, turn: Turn, view: MemberView) -> Back:
        groups.take_out(turn.uow, view.group.id, view.member.person, by=turn.person, now=turn.now)
        return Back(note=turn.say("{name} is not in the group any more", name=view.member.name))

    def tap_unshare(self, turn: Turn, view: MemberView) -> Back:
        account, now = AccountId(turn.choice()), turn.now
        members.unshare_phone(turn.uow, view.group.id, view.member.person, account, by=turn.person, now=now)
        return Back(note=turn.say("{name} does not use that phone", name=view.member.name))

    def tap_keep(self, turn: Turn, view: MemberView) -> Back:
        return Back(note=turn.say("Good. {name} stays in the group", name=view.member.name))


def _asked(view: MemberView, act: str) -> Go:
    return Go("members.member", {"group": view.group.id, "member": view.member.person, "act": act})


def _not_now(view: MemberView, say: Say) -> Button:
    return Button(say("◀ Not now"), Go("members.member", {"group": view.group.id, "member": view.member.person}))


def _day(member: Member, say: Say) -> date:
    return member.joined_at.astimezone(say.zone).date()


# Leaving --------------------------------------------------------------------------------------------------------------
class Leave(Screen[Group]):
    name = "members.leave"
    args = ("group",)
    help = mark("When you leave, the group's plan stays. You can come back with a link")

    def load(self, turn: Turn) -> Group:
        group = groups.to_see(turn.uow, GroupId(turn.number("group")), by=turn.person)
        groups.member_of(turn.uow, group.id, turn.me)
        return group

    def render(self, view: Group, say: Say) -> Message:
        yes, no = Button(say("🚪 Leave the group"), Tap("leave")), Button(say("◀ Stay"), Back())
        return Message(say("Really leave the group {group}? Its plan stays", group=view.name), rows=column([no, yes]))

    def tap_leave(self, turn: Turn, view: Group) -> Go:
        groups.leave(turn.uow, view.id, by=turn.person, now=turn.now)
        return Go("home.menu", note=turn.say("You are not in the group {group} any more", group=view.name))


# What members are told --------------------------------------------------------------------------------------
@notice("taken_out")
def taken_out(occasion: Occasion) -> Message | None:
    """To a member whom the leader took out."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    if group is None or (occasion.person and occasion.uow.groups.membership(group.id, occasion.person.id)):
        return None
    return Message(occasion.say("You are not in the group {group} any more. You can ask the leader", group=group.name))


@notice("leader_now", screen="members.list")
def leader_now(occasion: Occasion) -> Message | None:
    """To a member to whom the group was handed over."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    if group is None or occasion.person is None or not groups.leads(occasion.uow, group.id, occasion.person):
        return None
    return Message(occasion.say("You lead the group {group} now", group=group.name))


@notice("leader_changed", screen="members.list")
def leader_changed(occasion: Occasion) -> Message | None:
    """To the other members: somebody else leads from now on."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    leaders = occasion.uow.groups.leaders(group.id) if group else []
    if group is None or not leaders:
        return None
    names = occasion.say.names(leader.name for leader in leaders)
    return Message(occasion.say("👑 {name} leads the group {group} now", name=names, group=group.name))
