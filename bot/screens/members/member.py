"""One member: what a leader may do with and for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, Member
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.people import OFFICE
from bot.i18n import Html, Say, bold, lines, mark
from bot.services.groups import groups, members, merging, written_down


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member, and what the leader is about to do: "" nothing, "lead" hand over, "out" take out."""

    group: Group
    member: Member
    act: str
    phone: bool
    own: bool  # the phone is theirs
    office: bool = False  # whoever looks is of the staff
    merge: int = 0  # that can be undone: another entry turned out to be them


class One(Screen[MemberView]):
    name = "members.member"
    args = ("group", "member", "act")
    help = mark("You can take this member out, or let them lead the group. You are asked before it happens")

    def load(self, turn: Turn) -> MemberView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        member = groups.open_member(turn.uow, group.id, PersonId(turn.number("member")))
        merged = merging.undoable(turn.uow, member.person, now=turn.now)
        phone, own = turn.uow.people.reachable(member.person), not written_down.has_no_phone(turn.uow, member.person)
        return MemberView(group, member, turn.word("act"), phone, own, turn.has(OFFICE), merged.id if merged else 0)

    def render(self, view: MemberView, say: Say) -> Message:
        if view.act == "lead":
            ask = say("Shall {name} lead the group {group} from now on?", name=view.member.name, group=view.group.name)
            return Message(Html(), column([Button(say("👍 Hand over"), Tap("lead")), _not_now(view, say)]), asks=ask)
        if view.act == "out":
            ask = say("Take {name} out of the group {group}?", name=view.member.name, group=view.group.name)
            return Message(
                Html(), column([Button(say("🗑 Take out of the group"), Tap("out")), _not_now(view, say)]), asks=ask
            )
        lead, out = (_asked(view, act) for act in ("lead", "out"))
        free, here = not view.member.leader, {"group": view.group.id, "member": view.member.person}
        since = say("In the group since {date}", date=say.day(_day(view.member, say)))
        leads = say("{name} leads the group now", name=view.member.name) if view.member.leader else ""
        rows = column(
            [
                Button(say("Let them lead"), lead) if free and view.phone else None,
                Button(say("A new phone"), Go("members.phone", here, push=True)),
                Button(say("Woman or man"), Go("members.sex", here, push=True)) if not view.phone else None,
                Button(say("👥 To another group"), Go("groups.pick", here, push=True)) if view.office else None,
                _twice(view, say),
                Button(say("🗑 Take out of the group"), out) if free else None,
                Button(say("◀ Back"), Back()),
            ]
        )
        phone = "" if view.phone else say("Has no phone")
        text = lines(bold(f"👥 {view.member.name}"), since, leads, phone)
        return Message(text, rows, asks=say("What would you like to do?"))

    def tap_lead(self, turn: Turn, view: MemberView) -> Back:
        groups.hand_over(turn.uow, view.group.id, view.member.person, by=turn.person, now=turn.now)
        return Back(note=turn.say("{name} leads the group now", name=view.member.name))

    def tap_out(self, turn: Turn, view: MemberView) -> Back:
        groups.take_out(turn.uow, view.group.id, view.member.person, by=turn.person, now=turn.now)
        return Back(note=turn.say("{name} is not in the group any more", name=view.member.name))

    def tap_apart(self, turn: Turn, view: MemberView) -> Go:
        merging.undo(turn.uow, turn.choice(), by=turn.person, now=turn.now)
        return Go("members.list", {"group": view.group.id}, note=turn.say("They are two people again"))

    def tap_unshare(self, turn: Turn, view: MemberView) -> Back:
        account, now = AccountId(turn.choice()), turn.now
        members.unshare_phone(turn.uow, view.group.id, view.member.person, account, by=turn.person, now=now)
        return Back(note=turn.say("{name} does not use that phone", name=view.member.name))

    def tap_keep(self, turn: Turn, view: MemberView) -> Back:
        return Back(note=turn.say("Good. {name} stays in the group", name=view.member.name))


def _twice(view: MemberView, say: Say) -> Button | None:
    """Somebody without a phone may be here a second time; whoever was joined by mistake is two again."""
    if view.merge:
        return Button(say("They are two people"), Tap("apart", (view.merge,)))
    here = {"group": view.group.id, "entry": view.member.person}
    return None if view.own else Button(say("👥 Is here twice"), Go("members.pair", here, push=True))


def _asked(view: MemberView, act: str) -> Go:
    return Go("members.member", {"group": view.group.id, "member": view.member.person, "act": act})


def _not_now(view: MemberView, say: Say) -> Button:
    return Button(say("◀ Not now"), Go("members.member", {"group": view.group.id, "member": view.member.person}))


def _day(member: Member, say: Say) -> date:
    return say.today(member.joined_at)
