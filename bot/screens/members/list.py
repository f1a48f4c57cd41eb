"""Who is in the group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group, Member, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.services import invites
from bot.services.groups import groups, members

_PAGE = 8  # members on buttons of one page
_WAITING = 2  # of those who ask to come in


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
        leads = groups.leads(turn.uow, group.id, by=turn.person)
        return ListView(
            group,
            tuple(turn.uow.groups.members(group.id)),
            turn.me,
            leads,
            frozenset(member.person for member in members.phoneless(turn.uow, group.id)),
            turn.page,
            tuple(turn.uow.joinings.within(group.id, MemberState.ASKED)) if leads else (),
            leads and bool(turn.uow.joinings.within(group.id, MemberState.REMOVED)),
        )

    def render(self, view: ListView, say: Say) -> Message:
        head = lines(bold(view.group.name), _count(view, say))
        if not view.leads:
            names = lines(*(_told(member, say) for member in view.members))
            return Message(paragraphs(head, names), [], asks=Html(), more=_beside(view, say))
        others = [member for member in view.members if member.person != view.me]
        shown, page, pages = paged([Button(f"👥 {one.name}", _page_of(one)) for one in others], view.page, _PAGE)
        turned = [Go(self.name, {"group": view.group.id, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        waiting = [Button(f"🙋 {one.name}", _asked(one)) for one in view.waiting[:_WAITING]]
        invite = Button(say("👥 Invite with a link"), Tap("invite"))
        asks = (
            say("Let them in?") if waiting else say("Whom do you want to open?") if others else say("Invite members?")
        )
        told = say.plural("🙋 {n} person asks to come in", "🙋 {n} people ask to come in", len(view.waiting))
        rows = [*column([*waiting, invite]), *grid(shown, 2), row(before, more)]
        return Message(lines(head, told if waiting else ""), rows, asks=asks, more=_beside(view, say))

    def tap_invite(self, turn: Turn, view: ListView) -> Go:
        known = invites.seen(turn.uow, by=turn.person, now=turn.now, group=view.group.id)
        if all(one.person for one in known):
            invites.for_group(turn.uow, view.group.id, by=turn.person, now=turn.now)
        return Go("members.invite", {"group": view.group.id}, push=True)


def _count(view: ListView, say: Say) -> Html:
    """How many there are, and how many of them have no phone."""
    many = say.plural("{n} member", "{n} members", len(view.members))
    without = say.plural("{n} of them has no phone", "{n} of them have no phone", len(view.phoneless))
    return Html(f"{many}. {without}") if view.phoneless else many


def _told(member: Member, say: Say) -> Html:
    return say("{name} – leads the group", name=member.name) if member.leader else safe(member.name)


def _beside(view: ListView, say: Say) -> list[Button]:
    """What is done less often, behind 🧭."""
    here = {"group": view.group.id}
    leave = Button(say("Leave the group"), Go("members.leave", here, push=True))
    own = [leave] if any(member.person == view.me for member in view.members) else []
    if not view.leads:
        return [Button(say("The leader cannot lead now"), Go("members.lead", here, push=True)), *own] if own else []
    new = Button(say("A member without phone"), Go("members.new", here, push=True))
    out = Button(say("Who was taken out"), Go("members.out", here, push=True))
    return [new, *([out] if view.out else []), *own]


def _asked(member: Member) -> Go:
    return Go("members.asked", {"group": member.group, "member": member.person}, push=True)


def _page_of(member: Member) -> Go:
    return Go("members.member", {"group": member.group, "member": member.person}, push=True)
