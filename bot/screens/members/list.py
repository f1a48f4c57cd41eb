"""Who is in the group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group, Member, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services import invites
from bot.services.groups import groups, members

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
    waiting: tuple[Member, ...] = ()  # for the leader's yes
    out: bool = False  # somebody was taken out


class List(Screen[ListView]):
    name = "members.list"
    args = ("group", "page")
    help = mark("Everybody in the group. The leader invites new members with a link and can take somebody out")

    def load(self, turn: Turn) -> ListView | Go:
        mine = groups.mine(turn.uow, turn.me)
        wanted = GroupId(turn.number("group")) if turn.args.get("group") else mine.id if mine else None
        if wanted is None:
            return Go("welcome.province")
        group = groups.open_group(turn.uow, wanted, by=turn.person)
        page = turn.args.get("page", 0)
        leads = groups.leads(turn.uow, group.id, by=turn.person)
        return ListView(
            group,
            tuple(turn.uow.groups.members(group.id)),
            turn.me,
            leads,
            frozenset(member.person for member in members.phoneless(turn.uow, group.id)),
            page if isinstance(page, int) else 0,
            tuple(turn.uow.joinings.within(group.id, MemberState.ASKED)) if leads else (),
            leads and bool(turn.uow.joinings.within(group.id, MemberState.REMOVED)),
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
        ask = [Button(f"🙋 {one.name}", _asked(one)) for one in view.waiting[:_PAGE]]
        out = Button(say("🚪 Who was taken out"), Go("members.out", here, push=True)) if view.out else None
        inside = any(member.person == view.me for member in view.members)
        return Message(
            paragraphs(
                bold(view.group.name),
                lines(*(named(member, view) for member in view.members)),
                say("📵 has no phone") if view.phoneless else "",
                say("🙋 asks to come in: {names}", names=say.names(one.name for one in view.waiting[:_PAGE]))
                if view.waiting
                else "",
            ),
            rows=[
                *column([*ask, invite, new, *shown]),
                row(before, more),
                *column([out, *([None if view.leads else lead, leave] if inside else [])]),
            ],
        )

    def tap_invite(self, turn: Turn, view: ListView) -> Go:
        known = invites.seen(turn.uow, by=turn.person, now=turn.now, group=view.group.id)
        if all(one.person for one in known):
            invites.for_group(turn.uow, view.group.id, by=turn.person, now=turn.now)
        return Go("members.invite", {"group": view.group.id}, push=True)


def named(member: Member, view: ListView) -> str:
    """A member with a sign: leads, has a phone, has none."""
    sign = "👑" if member.leader else "📵" if member.person in view.phoneless else "👤"
    return f"{sign} {member.name}"


def _asked(member: Member) -> Go:
    return Go("members.asked", {"group": member.group, "member": member.person}, push=True)


def _page_of(member: Member) -> Go:
    return Go("members.member", {"group": member.group, "member": member.person}, push=True)
