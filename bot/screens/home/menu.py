"""The first page: where the group stands, what waits for a role, and the one thing that is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson
from bot.domain.groups import Group
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import Plan, PlanState, Round, RoundState
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.home import words
from bot.screens.home.views import ANYWHERE, keys, reader
from bot.screens.home.words import GroupView
from bot.services import search
from bot.services.groups import groups, joining, progress
from bot.services.lessons import lessons
from bot.services.plans import agreements, drafts, next_season
from bot.services.rounds import results

NEW = timedelta(days=1)  # since somebody came into a group
_FIRST = {Role.EXPERT: "⭐ Reviews", Role.STAFF: "📣 Announcements"}
command(Command("start", Go("home.menu"), mark("Begin, or come back"), order=1))
command(Command("menu", Go("home.menu"), mark("The first page"), order=10))


@dataclass(frozen=True, slots=True)
class MenuView:
    """What the first page says: of the person's group, of what waits for their roles, of their own question."""

    name: str
    shared: bool  # several people use this phone
    roles: frozenset[Role]
    own: GroupView | None
    lesson: Lesson | None  # to go on with
    reviews: int  # that wait for this expert
    proposals: int  # groups that wait for staff
    questions: int  # that no expert has taken
    waits: str  # the group whose leader was asked, "" when none was
    unsent: bool  # a question of one's own is begun and not sent
    held: bool = False  # an administrator holds all that leaves; only administrators see this


class Menu(Screen[MenuView]):
    name = "home.menu"
    asks = True
    help: ClassVar[str] = mark("The large buttons below lead everywhere. Write /menu to come back to this page")

    def load(self, turn: Turn) -> MenuView:
        uow, person = turn.uow, turn.person
        group = groups.mine(uow, person.id)
        waited = None if group else joining.waiting(uow, person.id)
        onward = lessons.onward(uow.lessons.readings(person.id), turn.library)
        return MenuView(
            person.name,
            uow.people.shared(turn.account),
            person.roles,
            _own(turn, group) if group else None,
            onward[0] if onward else None,
            uow.reviews.open_count(person.id) if Role.EXPERT in person.roles else 0,
            len(uow.groups.all_in_state("proposed")) if Role.STAFF in person.roles else 0,
            uow.questions.waiting_count() if person.roles & {Role.EXPERT, Role.STAFF} else 0,
            waited.name if waited else "",
            uow.questions.draft(person.id) is not None,
            Role.ADMIN in person.roles and uow.stops.passing().stop is not None,
        )

    def render(self, view: MenuView, say: Say) -> Message:
        told, asks, rows = _of_group(view.own, say) if view.own else _without(view, say)
        for_role = _for_role(view, say)
        unsent = Button(say("❓ Go on with my question"), Go("ask.page", push=True)) if view.unsent else None
        text = lines(
            bold(view.name) if view.roles or view.shared else "",
            say("All messages are held. Nobody gets anything") if view.held else "",
            *told,
            *(line for line, _ in for_role),
            say("You began a question and have not sent it yet") if view.unsent else "",
        )
        if for_role:
            asks, rows = say("What would you like to do?"), rows if view.own else []
        held = Button(say("See what is held"), Go("stop.page", push=True)) if view.held else None
        buttons = [*column([held, *(button for _, button in for_role)]), *rows, *column([unsent])]
        return Message(text, buttons, asks=asks)

    def keys(self, turn: Turn) -> list[str]:
        return [str(turn.say(key)) for key in keys(reader(turn))]

    def keyboard(self, turn: Turn) -> Message:
        group, labels = groups.mine(turn.uow, turn.me), self.keys(turn)
        whose = group.name if group else turn.person.name
        return Message(Html(f"👥 {safe(whose)}"), keyboard=[labels[:2], labels[2:]])

    def on_answer(self, turn: Turn, view: MenuView, answer: Answer) -> Go:
        """Whatever is typed here is looked for in the lessons."""
        if not (answer.is_text and (typed := search.packed(answer.text))):
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        return Go("search.page", {"words": typed}, push=True)

    def tap_learn(self, turn: Turn, view: MenuView) -> Go:
        """The lesson at the card where its reader stopped, or the first one."""
        onward = lessons.onward(turn.uow.lessons.readings(turn.me), turn.library)
        if onward is None:
            return Go("lessons.modules")
        return Go("lessons.card", {"lesson": onward[0].key, "card": onward[1]}, push=True)

    def tap_write(self, turn: Turn, view: MenuView) -> Go:
        """The first item of the group's plan, which begins with it."""
        own = view.own
        plan = drafts.begin(turn.uow, own.group.id, by=turn.person, now=turn.now) if own else None
        if plan is None or own is None or own.standing.step is None:
            return Go("plan.overview")
        begun = own.standing.plan is not None and own.standing.plan.revision
        if not begun and next_season.earlier(turn.uow, turn.library, plan, by=turn.person):
            return Go("plan.again", {"plan": plan})
        return Go("plan.step", {"plan": plan, "step": own.standing.step.key})


def _own(turn: Turn, group: Group) -> GroupView:
    uow, now = turn.uow, turn.now
    standing = progress.standing(uow, turn.library, group.id, now=now)
    plan, round_ = standing.plan, standing.round
    member, readings = uow.groups.membership(group.id, turn.me), uow.lessons.readings(turn.me)
    onward = lessons.onward(readings, turn.library)
    sent = uow.submissions.latest(plan.id) if plan and plan.state is PlanState.SUBMITTED else None
    return GroupView(
        group=group,
        new=bool(member and group.state == "active" and now - member.joined_at < NEW and not readings),
        standing=standing,
        follow_up=progress.follow_up(uow, group.id),
        asked=plan is not None and agreements.waits_for(uow, plan, turn.me),
        version=sent.version if sent else 1,
        last=_last_day(turn.say, plan, round_),
        today=group.today(now),
        begun=bool(readings),
        lesson=onward[0] if onward else None,
        got=results.unseen(uow, group.id, turn.me),
    )


def _last_day(say: Say, plan: Plan | None, round_: Round | None) -> date | None:
    """The day on which the plan is due; none where nothing can be sent any more."""
    if plan is not None and plan.state is PlanState.RETURNED and plan.deadline is not None:
        return say.today(plan.deadline)
    return say.today(round_.deadline) if round_ and round_.state is RoundState.OPEN else None


def _of_group(own: GroupView, say: Say) -> tuple[list[Html], Html, Rows]:
    return words.told(own, say), words.asks(own, say), words.rows(own, say)


def _without(view: MenuView, say: Say) -> tuple[list[Html], Html, Rows]:
    """Whoever is in no group yet."""
    learn = Button(say("📚 Begin the lesson"), Tap("learn"))
    if view.roles:
        first = next((key for role, key in _FIRST.items() if role in view.roles), "📚 Lessons")
        return [], say("Nothing waits for you at present"), [[Button(say(first), ANYWHERE[first])]]
    if view.waits:
        asked = say("The leader of {group} has been asked whether you may come in", group=view.waits)
        return [asked], say("Read a lesson meanwhile?"), [[learn]]
    find = Button(say("👥 Find my group"), Go("welcome.province", push=True))
    return [say("You are not in a group yet")], say("Find your group now?"), column([find, learn])


def _for_role(view: MenuView, say: Say) -> list[tuple[Html, Button]]:
    """What waits for an expert or for staff, each with its button."""
    found = {
        "review.list": (view.reviews, say("⭐ Plans that wait for your review: {n}", n=view.reviews), "⭐ Reviews"),
        "groups.list": (
            view.proposals,
            say("👥 New groups that wait for an answer: {n}", n=view.proposals),
            "👥 Groups",
        ),
        "questions.queue": (
            view.questions,
            say("❓ Questions that wait for an expert: {n}", n=view.questions),
            "❓ Questions",
        ),
    }
    return [(line, Button(say(key), Go(page))) for page, (n, line, key) in found.items() if n]
