"""A new leader by the group's consent: a member asks, the others say yes or no, and everybody hears what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services import groups, handovers
from bot.services.handovers import Question


@dataclass(frozen=True, slots=True)
class LeadView:
    """A group and the names of its leaders."""

    group: Group
    leaders: tuple[str, ...]


class Lead(Screen[LeadView]):
    """A member asks to lead."""

    name = "members.lead"
    args = ("group",)
    personal = True
    help: ClassVar[str] = mark("If the leader's phone is lost, you can ask the group to lead it. The members decide")

    def load(self, turn: Turn) -> LeadView | Go:
        group = groups.to_see(turn.uow, GroupId(turn.number("group")), by=turn.person)
        groups.member_of(turn.uow, group.id, turn.me)
        waiting = turn.uow.handovers.open_in(group.id, now=turn.now)
        if waiting:
            return Go("members.consent", {"handover": waiting.id})
        return LeadView(group, tuple(leader.name for leader in turn.uow.groups.leaders(group.id)))

    def render(self, view: LeadView, say: Say) -> Message:
        names = say.names(view.leaders)
        leads = say("👑 {name} leads the group {group} now", name=names, group=view.group.name) if names else ""
        ask = say("Has the leader no phone any more? You can ask the group whether you may lead it")
        days = say.plural(
            "The members have {n} day to answer. What is written stays",
            "The members have {n} days to answer. What is written stays",
            handovers.OPEN.days,
        )
        buttons = [Button(say("🙋 Ask the group"), Tap("ask")), Button(say("◀ Back"), Back())]
        return Message(paragraphs(leads, lines(ask, days)), column(buttons))

    def tap_ask(self, turn: Turn, view: LeadView) -> Go:
        new = handovers.ask(turn.uow, view.group.id, by=turn.person, now=turn.now)
        if not new:
            note = turn.say("Too few members have a phone to decide it. The staff have been told")
            return Go("members.list", {"group": view.group.id}, note=note)
        return Go("members.consent", {"handover": new}, note=turn.say("🙋 The group has been asked"))


@dataclass(frozen=True, slots=True)
class ConsentView:
    question: Question
    asker: bool  # whether the reader is the one who asks
    open: bool


class Consent(Screen[ConsentView]):
    name = "members.consent"
    args = ("handover",)
    personal = True
    help: ClassVar[str] = mark(
        "Say whether this member shall lead the group. More than half of those with a phone decide"
    )

    def load(self, turn: Turn) -> ConsentView:
        question = handovers.read(turn.uow, turn.number("handover"), by=turn.person)
        return ConsentView(question, question.handover.person == turn.me, question.handover.open(turn.now))

    def render(self, view: ConsentView, say: Say) -> Message:
        members = Button(say("👥 Members of the group"), Go("members.list", {"group": view.question.group.id}))
        if not view.open:
            return Message(_result(view.question, say), [[members]])
        count = say(
            "👍 {want}, {needed}",
            want=say.plural("{n} wants it", "{n} want it", view.question.agree),
            needed=say.plural("{n} is needed", "{n} are needed", view.question.needed),
        )
        until = say("Until {date}", date=say.date(say.today(view.question.handover.until)))
        said = view.question.mine
        mine = "" if said is None else say("You said yes") if said else say("You said no")
        answers = [] if view.asker else [Button(say("👍 Yes"), Tap("yes")), Button(say("✋ No"), Tap("no"))]
        asked = _asked(view.question, say)
        return Message(paragraphs(asked, lines(count, until, "" if view.asker else mine)), column([*answers, members]))

    def tap_yes(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=True)

    def tap_no(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=False)

    def _say(self, turn: Turn, view: ConsentView, *, agrees: bool) -> Go:
        handovers.answer(turn.uow, view.question.handover.id, agrees, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("Thank you, your answer is kept"))


def _asked(question: Question, say: Say) -> Html:
    return say("Shall {name} lead the group {group} from now on?", name=question.name, group=question.group.name)


def _result(question: Question, say: Say) -> Html:
    if question.handover.state == "passed":
        return say("👑 {name} leads the group {group} now", name=question.name, group=question.group.name)
    return say(
        "{name} does not lead the group {group}. Nothing has changed", name=question.name, group=question.group.name
    )


# What people hear of it -----------------------------------------------------------------------------------------------
@notice("lead_asked", screen="members.consent")
def lead_asked(occasion: Occasion) -> Message | None:
    """To the members: shall this one lead?"""
    found = occasion.uow.handovers.get(occasion.args["handover"])
    if found is None or occasion.person is None or not found.open(occasion.now):
        return None
    if occasion.uow.groups.membership(found.group, occasion.person.id) is None:
        return None
    say, question = occasion.say, handovers.read(occasion.uow, found.id, by=occasion.person)
    why = say("{name} asks to lead, because the leader cannot answer now", name=question.name)
    answers = [Button(say("👍 Yes"), Tap("yes")), Button(say("✋ No"), Tap("no"))]
    return Message(paragraphs(lines(why, bold(_asked(question, say)))), column(answers))


@notice("lead_not_now", screen="members.list")
def lead_not_now(occasion: Occasion) -> Message | None:
    """To whoever asked: the group did not decide for it."""
    found = occasion.uow.handovers.get(occasion.args["handover"])
    group = occasion.uow.groups.get(found.group) if found else None
    if found is None or group is None:
        return None
    say = occasion.say
    if found.state == "stopped":
        return Message(say("The leader of {group} has answered: nothing changes. Talk with them", group=group.name))
    text = say("Too few members of {group} answered, so nothing changes. The staff have been told", group=group.name)
    return Message(text)


@notice("lead_wanted", screen="members.list")
def lead_wanted(occasion: Occasion) -> Message | None:
    """To staff: a member would lead because the leader cannot; they look into it and may hand the group over."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    member = occasion.uow.groups.membership(group.id, PersonId(occasion.args["member"])) if group else None
    if group is None or member is None or member.leader:
        return None
    say = occasion.say
    text = lines(
        say("👑 {name} asks to lead the group {group}: its leader cannot answer", name=member.name, group=group.name),
        say("The members could not decide it. Call the group, then choose the leader"),
    )
    return Message(text, [[Button(say("👥 Members and leader"), Go("members.list", {"group": group.id}, push=True))]])
