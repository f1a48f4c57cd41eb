"""A phone that several people use: who is speaking, whom it serves, and one more person on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text
from bot.domain.groups import Group, Member
from bot.domain.ids import PersonId
from bot.domain.incoming import Answer
from bot.domain.notices.people import PhoneShared
from bot.domain.people import Person
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark
from bot.services import people
from bot.services.groups import groups, members

_OFFERED = 8  # members without a phone on buttons; any other name is written


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """Whom a phone serves, and who speaks at present."""

    people: tuple[Person, ...]
    me: PersonId


def _load(turn: Turn) -> SpeakersView:
    return SpeakersView(tuple(turn.uow.people.speakers(turn.account)), turn.me)


class Ask(Screen[SpeakersView]):
    """The question that comes before a page that speaks for one person. Its end returns to that page."""

    name = "speakers.ask"
    asks = True
    strangers = True
    frozen = True
    help: ClassVar[str] = mark("Several people use this phone. Press your own name, then answer for yourself")

    def load(self, turn: Turn) -> SpeakersView | Go:
        if turn.person_or_none is None:
            return Go("welcome.language")
        return _load(turn)

    def render(self, view: SpeakersView, say: Say) -> Message:
        names = (Button(f"👥 {one.name}", Tap("choose", (one.id,))) for one in view.people)
        return Message(Html(), column(names), asks=say("Who is speaking?"))

    def tap_choose(self, turn: Turn, view: SpeakersView) -> Back:
        return self._choose(turn, turn.choice())

    def on_answer(self, turn: Turn, view: SpeakersView, answer: Answer) -> Back:
        chosen = meant(answer, [(one.name, one.id) for one in view.people])
        if chosen is None:
            raise Refused("Choose first who is speaking, then answer")
        return self._choose(turn, chosen)

    def _choose(self, turn: Turn, person: int) -> Back:
        people.speak(turn.uow, turn.account, PersonId(person))
        return Back()


class Listed(Screen[SpeakersView]):
    name = "speakers.list"
    help: ClassVar[str] = mark("Everybody who uses this phone. Each of them answers under their own name")

    def load(self, turn: Turn) -> SpeakersView:
        return _load(turn)

    def render(self, view: SpeakersView, say: Say) -> Message:
        speaking = next((one.name for one in view.people if one.id == view.me), "")
        off = [
            Button(say("🗑 {name} uses it no more", name=one.name), Tap("off", (one.id,)))
            for one in view.people
            if one.id != view.me
        ]
        other = Button(say("👥 Somebody else speaks"), Go("speakers.ask", push=True)) if off else None
        new = Button(say("One more person"), Go("speakers.add"))
        text = lines(
            bold(say("👥 Who uses this phone")),
            say.names(one.name for one in view.people),
            say("{name} is speaking", name=speaking) if off else "",
        )
        rows = column([other, new, Button(say("◀ Back"), Back())])
        return Message(text, rows, asks=say("What would you like to do?"), more=off)

    def tap_off(self, turn: Turn, view: SpeakersView) -> Go:
        person = PersonId(turn.choice())
        people.take_off(turn.uow, turn.account, person, by=turn.person, now=turn.now)
        name = turn.uow.people.name(person)
        return Go(self.name, note=turn.say("{name} uses this phone no more. Nothing of {name} is lost", name=name))


@dataclass(frozen=True, slots=True)
class AddView:
    """The group that the new speaker belongs to, and its members without a phone. `name`: what was written."""

    group: Group
    phoneless: tuple[Member, ...]


class Add(Screen[AddView]):
    name = "speakers.add"
    asks = True
    help: ClassVar[str] = mark("Choose a member who has no phone, or write a new name. The group leader is told")

    def load(self, turn: Turn) -> AddView:
        group = groups.mine(turn.uow, turn.me)
        if group is None:
            raise Refused("You are not in a group yet")
        return AddView(group, tuple(members.phoneless(turn.uow, group.id)))

    def render(self, view: AddView, say: Say) -> Message:
        known = [Button(f"👥 {one.name}", Tap("add", (one.person,))) for one in view.phoneless[:_OFFERED]]
        asked = say("Who else uses this phone? Choose, or write the name")
        rows = [*grid(known, 2), [Button(say("◀ Back"), Go("speakers.list"))]]
        return Message(bold(view.group.name), rows, asks=asked)

    def tap_add(self, turn: Turn, view: AddView) -> Go:
        return self._added(turn, PersonId(turn.choice()))

    def on_answer(self, turn: Turn, view: AddView, answer: Answer) -> Go:
        written = only_text(answer)
        known = meant(answer, [(one.name, one.person) for one in view.phoneless])
        if known is not None:
            return self._added(turn, known)
        new = members.enter(turn.uow, view.group.id, written, by=turn.person, now=turn.now)
        added = self._added(turn, new)
        if turn.uow.groups.membership(view.group.id, new) is None:
            return added  # the leader is asked first
        return Go("members.sex", {"group": view.group.id, "member": new})

    def _added(self, turn: Turn, person: PersonId) -> Go:
        members.share_phone(turn.uow, turn.account, person, by=turn.person, now=turn.now)
        name = turn.uow.people.name(person)
        return Go("speakers.list", note=turn.say("{name} uses this phone too. The leader has been told", name=name))


@notice(PhoneShared, screen="members.member")
def phone_shared(occasion: Occasion[PhoneShared]) -> Message | None:
    """To the leader: a member without a phone is said to use somebody's; may that be?"""
    uow, what, say = occasion.uow, occasion.what, occasion.say
    found = uow.groups.membership(what.group, what.member)
    account = uow.people.account_of(what.member)
    if found is None or account != what.account:
        return None
    owner = uow.people.name(what.owner)
    text = say("{name} uses the phone of {owner} from now on", name=found.name, owner=owner)
    yes, no = Button(say("👍 Yes"), Tap("keep")), Button(say("✋ No, undo it"), Tap("unshare", (account,)))
    return Message(text, column([yes, no]), asks=say("Is it so?"))
