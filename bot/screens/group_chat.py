"""What lives in a Telegram group chat: linking it to a farmer group, its language, and the plan's public state."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap, number
from bot.chat.message import Button, Link, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.notices.plans import AgreeAskedChat
from bot.domain.plans import Plan, PlanState, RoundState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.rounds import Verb
from bot.i18n import LANGUAGES, Say, bold, lines, mark, paragraphs
from bot.screens.plan.words import apart, progress, shut
from bot.services.groups import chats, groups
from bot.services.groups.groups import Standing
from bot.services.plans import agreements, plan_view
from bot.services.plans.agreements import Tally
from bot.services.plans.plan_view import PlanView as WholePlan
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork

_HELLO = mark("Hello! Here your group will learn and write a plan together")


@dataclass(frozen=True, slots=True)
class HelloView:
    """The group that a chat is linked to, otherwise those that whoever looks could link it to."""

    linked: Group | None
    offers: tuple[Group, ...]
    elsewhere: bool = False  # reminders come in another topic of this chat


class Hello(Screen[HelloView]):
    name = "group_chat.hello"
    groups = True
    strangers = True

    def load(self, turn: Turn) -> HelloView:
        person = turn.person_or_none
        offers = tuple(groups.led(turn.uow, person.id)) if person else ()
        linked = turn.uow.groups.of_chat(turn.chat)
        return HelloView(linked, offers, _elsewhere(turn, linked))

    def render(self, view: HelloView, say: Say) -> Message:
        if view.linked:
            text = lines(say(_HELLO), say("This chat belongs to the group {group}", group=view.linked.name))
            plan = Button(say("📝 The group's plan"), Go("group_chat.plan"))
            language = Button(say("🌐 Language"), Go("group_chat.language"))
            return Message(text, rows=column([_here(view.elsewhere, say), plan, language]))
        links = [
            Button(say("🔗 Link to {group}", group=group.name), Tap("link", (group.id,))) for group in view.offers
        ] or [Button(say("🔗 Link to my group"), Tap("link"))]
        ask = say("The leader taps here to link this chat to the group. Nothing private is shown in it")
        return Message(paragraphs(say(_HELLO), ask), rows=column(links))

    def tap_link(self, turn: Turn, view: HelloView) -> Go:
        """The tapper's own group, unless the button names one; whoever leads none is refused."""
        mine = groups.led(turn.uow, turn.person.id)
        if not turn.values and not mine:
            raise Forbidden("Only the group leader can do this. You can ask the leader")
        group = GroupId(turn.choice()) if turn.values else mine[0].id
        linked = groups.link(turn.uow, group, turn.chat, by=turn.person, now=turn.now, thread=turn.incoming.thread)
        return Go(self.name, note=turn.say("This chat belongs to the group {group}", group=linked.name))

    def tap_here(self, turn: Turn, view: HelloView) -> Go:
        return _chosen(turn, view.linked, self.name)


def _elsewhere(turn: Turn, group: Group | None) -> bool:
    return group is not None and group.thread != turn.incoming.thread


def _here(elsewhere: bool, say: Say) -> Button | None:
    """A chat with topics: reminders come in the one in which this button is pressed."""
    return Button(say("📌 Reminders in this topic"), Tap("here")) if elsewhere else None


def _chosen(turn: Turn, group: Group | None, screen: str) -> Go:
    if group is None:
        raise Stale
    chats.choose_topic(turn.uow, group.id, turn.incoming.thread, by=turn.person, now=turn.now)
    return Go(screen, note=turn.say("📌 Reminders come in this topic now"))


class Language(Screen[None]):
    name = "group_chat.language"
    groups = True

    def load(self, turn: Turn) -> None:
        return None

    def render(self, view: None, say: Say) -> Message:
        names = [Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]
        return Message(say("The leader chooses the language of this chat"), rows=[names])

    def tap_choose(self, turn: Turn, view: None) -> Go:
        group, language = turn.uow.groups.of_chat(turn.chat), str(turn.value())
        if group is None or language not in LANGUAGES:
            raise Stale
        groups.choose_chat_language(turn.uow, group.id, language, by=turn.person)
        return Go("group_chat.hello")


@dataclass(frozen=True, slots=True)
class PlanView:
    """How far the plan of the chat's group is; None in a chat without one."""

    group: Group | None
    standing: Standing | None
    asked: bool = False  # whether members are asked to agree
    elsewhere: bool = False  # reminders come in another topic of this chat


class PlanStatus(Screen[PlanView]):
    """Only what everybody in the chat may know: title, how far, the last day. No answer, no name."""

    name = "group_chat.plan"
    groups = True
    strangers = True

    def load(self, turn: Turn) -> PlanView:
        group = turn.uow.groups.of_chat(turn.chat)
        if group is None:
            return PlanView(None, None)
        standing = groups.standing(turn.uow, turn.library, group.id, now=turn.now)
        plan = standing.plan
        may = plan is not None and allowed.may(turn.uow, Verb.AGREE, plan)
        asked = may and plan is not None and bool(turn.uow.agreements.of_plan(plan.id))
        return PlanView(group, standing, asked, _elsewhere(turn, group))

    def render(self, view: PlanView, say: Say) -> Message:
        if view.group is None or view.standing is None:
            link = Button(say("🔗 Link to my group"), Go("group_chat.hello"))
            return Message(say("This chat is not linked to a group yet"), rows=[[link]])
        plan, current = view.standing.plan, view.standing.round
        due = current and current.state is RoundState.OPEN and not (plan and plan.state is PlanState.APPROVED)
        asked = plan if view.asked else None
        agree = Button(say("🤝 Who agrees"), Go("group_chat.agree", {"plan": asked.id})) if asked else None
        return Message(
            lines(
                bold(plan.title if plan and plan.title else view.group.name),
                progress(view.standing, say),
                say("⏰ Plans are due on {date}", date=say.date(say.today(current.deadline)))
                if current and due
                else "",
            ),
            column([agree, _here(view.elsewhere, say)]),
        )

    def tap_here(self, turn: Turn, view: PlanView) -> Go:
        return _chosen(turn, view.group, self.name)


class LinkPage(Screen[Group]):
    """The view is the group that a link names, to be linked to the chat in which the link was opened."""

    name = "group_chat.link"
    args = ("group",)
    groups = True

    def load(self, turn: Turn) -> Group:
        if turn.incoming.private:
            raise Refused("Open this link in the Telegram group of your members")
        return groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)

    def render(self, view: Group, say: Say) -> Message:
        return Message(
            say("Link this chat to the group {group}?", group=view.name),
            rows=[[Button(say("🔗 Link to {group}", group=view.name), Tap("link"))]],
        )

    def tap_link(self, turn: Turn, view: Group) -> Go:
        groups.link(turn.uow, view.id, turn.chat, by=turn.person, now=turn.now, thread=turn.incoming.thread)
        return Go("group_chat.hello")


payload("g", lambda rest: Go("group_chat.link", {"group": number(rest)}))


@dataclass(frozen=True, slots=True)
class AgreeView:
    """A plan by its name, and how many agree; no answer and no reason."""

    title: str
    plan: Plan
    tally: Tally
    link: str  # the plan in the private chat
    shut: str  # why nobody is asked any more, "" while they are


class Agree(Screen[AgreeView]):
    name = "group_chat.agree"
    args = ("plan",)
    groups = True
    personal = True

    def load(self, turn: Turn) -> AgreeView:
        plan, group = turn.uow.plans.get(PlanId(turn.number("plan"))), turn.uow.groups.of_chat(turn.chat)
        if plan is None or group is None or plan.group != group.id:
            raise Missing
        whole = plan_view.whole(turn.uow, turn.library, plan)
        return _view(turn.uow, whole, turn.programme.username)

    def render(self, view: AgreeView, say: Say) -> Message:
        return _message(view, say)

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        if turn.choice() != view.plan.revision:  # a message of its own carries what it showed; the page comes anew
            changed = turn.say("The plan was changed. Do you agree to send it as it is now?")
            return Go(self.name, dict(turn.args), note=changed)
        agreements.give(turn.uow, view.plan, by=turn.person, agrees=True, revision=view.plan.revision, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("👍 {name} agrees", name=turn.person.name))


def _view(uow: UnitOfWork, whole: WholePlan, username: str) -> AgreeView:
    tally, link = agreements.tally(uow, whole.plan), _link(username, whole.plan)
    return AgreeView(whole.title, whole.plan, tally, link, "" if whole.open else shut(whole))


def _message(view: AgreeView, say: Say) -> Message:
    count = say.plural("👥 {x} of {n} person agrees", "👥 {x} of {n} people agree", view.tally.of, x=view.tally.agree)
    if view.shut:
        return Message(paragraphs(bold(view.title), lines(count, apart(view.tally, say), say(view.shut))))
    asked = say("The group has written its plan. Do you agree to send it?")
    rows = [
        [Button(say("👍 I agree"), Tap("agree", (view.plan.revision,)))],
        [Button(say("📖 Read, or not yet"), Link(view.link))],
    ]
    return Message(paragraphs(asked, lines(bold(view.title), count, apart(view.tally, say))), rows)


def _link(username: str, plan: Plan) -> str:
    return f"https://t.me/{username}?start=agree-{plan.id}"


@notice(AgreeAskedChat, screen="group_chat.agree")
def agree_asked_chat(occasion: Occasion[AgreeAskedChat]) -> Message | None:
    """The question in the group's chat; no longer needed once the plan is sent."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    if plan is None or not allowed.may(occasion.uow, Verb.AGREE, plan):
        return None
    whole = plan_view.whole(occasion.uow, occasion.programme.library, plan)
    return _message(_view(occasion.uow, whole, occasion.programme.username), occasion.say)
