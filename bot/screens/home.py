"""The first page: where the group stands, and the large keyboard that leads everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command, label
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import PlanState, RoundState
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.words import progress
from bot.services import search
from bot.services.groups import groups, joining
from bot.services.groups.groups import Standing

# The large keyboard: what stands on a button, and where it leads.
_EVERYBODY = {
    mark("📚 Lessons"): Go("lessons.modules"),
    mark("📝 The group's plan"): Go("plan.overview"),
    mark("🔨 Work to do"): Go("actions.list"),
    mark("💰 The group's money"): Go("money.group"),
    mark("❓ Ask an expert"): Go("ask.page", push=True),
    mark("👥 Members of the group"): Go("members.list"),
    mark("🔎 Search"): Go("search.page", push=True),
    mark("🌱 What other groups did"): Go("story.list", push=True),
    mark("💡 How to use this"): Go("help.page", push=True),
    mark("⚙️ Settings"): Go("settings.page", push=True),
    mark("🤫 A confidential word"): Go("complain.page", push=True),
}
_WITHOUT_GROUP = {
    mark("📚 Lessons"): Go("lessons.modules"),
    mark("🔎 Find my group"): Go("welcome.province", push=True),
    mark("❓ Ask an expert"): Go("ask.page", push=True),
    mark("🔎 Search"): Go("search.page", push=True),
    mark("💡 How to use this"): Go("help.page", push=True),
    mark("⚙️ Settings"): Go("settings.page", push=True),
    mark("🤫 A confidential word"): Go("complain.page", push=True),
}
_QUESTIONS = {mark("📥 Questions"): Go("questions.queue")}
_REQUESTS = {mark("🙋 Calls for help"): Go("help_requests.list")}
_EXPERTS = {mark("⭐ Reviews"): Go("review.list")} | _QUESTIONS | _REQUESTS
_STAFF = {
    mark("📣 Announcements"): Go("announce.list"),
    mark("🏘 Groups"): Go("groups.list"),
    mark("🔗 Invitations"): Go("invites.list"),
    mark("🏁 Rounds"): Go("rounds.list"),
    mark("🗂 Work of all groups"): Go("actions.all"),
    **_QUESTIONS,
    **_REQUESTS,
    mark("🎙 Record voices"): Go("record.languages"),
}
_MORE = {mark("🧭 See more"): Go("home.more")}
_KEYS = 8  # on the large keyboard: four rows leave a small screen room for what was said; the rest is a page


for english, goes in (_EVERYBODY | _WITHOUT_GROUP | _EXPERTS | _STAFF | _MORE).items():
    label(english, goes)


@dataclass(frozen=True, slots=True)
class MenuView:
    """What the first page says: the person's group and how far it is, and what waits for their roles."""

    name: str
    roles: frozenset[Role]
    group: Group | None
    standing: Standing | None
    reviews: int  # that wait for this expert
    proposals: int  # groups that wait for staff
    questions: int  # that no expert has taken
    waits: str  # the group whose leader was asked, "" when none was
    unsent: bool  # a question of one's own is begun and not sent


class Menu(Screen[MenuView]):
    name = "home.menu"
    asks = True
    help = mark("The large buttons below lead everywhere. Write /menu to come back to this page")

    def load(self, turn: Turn) -> MenuView:
        uow, person = turn.uow, turn.person
        group = groups.mine(uow, person.id)
        waited = None if group else joining.waiting(uow, person.id)
        return MenuView(
            person.name,
            person.roles,
            group,
            groups.standing(uow, turn.library, group.id, now=turn.now) if group else None,
            uow.reviews.open_count(person.id) if Role.EXPERT in person.roles else 0,
            len(uow.groups.all_in_state("proposed")) if Role.STAFF in person.roles else 0,
            len(uow.questions.waiting()) if person.roles & {Role.EXPERT, Role.STAFF} else 0,
            waited.name if waited else "",
            uow.questions.draft(person.id) is not None,
        )

    def render(self, view: MenuView, say: Say) -> Message:
        text = paragraphs(
            lines(bold(view.name), _group(view, say), *_progress(view, say)),
            lines(
                say("⭐ Plans that wait for your review: {n}", n=view.reviews) if view.reviews else "",
                say("🏘 New groups that wait for an answer: {n}", n=view.proposals) if view.proposals else "",
                say("📥 Questions that wait for an expert: {n}", n=view.questions) if view.questions else "",
                say("❓ You began a question and have not sent it yet: /ask") if view.unsent else "",
            ),
            say("What would you like to do?"),
        )
        first, rest = _keys(view.roles, view.group is not None)
        keys = [str(say(english)) for english in (*first, *(_MORE if rest else ()))]
        return Message(text, keyboard=[keys[start : start + 2] for start in range(0, len(keys), 2)])

    def on_answer(self, turn: Turn, view: MenuView, answer: Answer) -> Go:
        """Whatever is typed here is looked for in the lessons."""
        if not (answer.is_text and (words := search.packed(answer.text))):
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        return Go("search.page", {"words": words}, push=True)


class More(Screen[tuple[frozenset[Role], bool]]):
    """What has no room on the large keyboard."""

    name = "home.more"
    help = mark("Everything that has no large button below. Choose where to go")

    def load(self, turn: Turn) -> tuple[frozenset[Role], bool]:
        return turn.person.roles, groups.mine(turn.uow, turn.me) is not None

    def render(self, view: tuple[frozenset[Role], bool], say: Say) -> Message:
        _, rest = _keys(*view)
        return Message(say("What would you like to do?"), column(Button(say(key), goes) for key, goes in rest.items()))


def _keys(roles: frozenset[Role], member: bool) -> tuple[dict[str, Go], dict[str, Go]]:
    """The buttons of the large keyboard for these roles, and those on the page behind its last one."""
    everything = {
        **(_EXPERTS if Role.EXPERT in roles else {}),
        **(_STAFF if Role.STAFF in roles else {}),
        **(_EVERYBODY if member else _WITHOUT_GROUP),
    }
    if len(everything) <= _KEYS:
        return everything, {}
    keys = list(everything.items())
    return dict(keys[: _KEYS - 1]), dict(keys[_KEYS - 1 :])


def _group(view: MenuView, say: Say) -> Html:
    if view.group is None and view.waits:
        return say("⏳ The leader of {group} has been asked whether you may come in", group=view.waits)
    if view.group is None:
        return Html("") if view.roles else say("You are not in a group yet")
    line = say("👥 {group}, {village} village", group=view.group.name, village=view.group.village)
    return lines(line, say("Staff are looking at the new group")) if view.group.state == "proposed" else line


def _progress(view: MenuView, say: Say) -> list[Html]:
    """The plan's state, its last day while it can be changed, and the next action that is due."""
    if view.standing is None:
        return []
    found, current = progress(view.standing, say), view.standing.round
    due = view.standing.next
    approved = view.standing.plan is not None and view.standing.plan.state is PlanState.APPROVED
    deadline = current is not None and current.state is RoundState.OPEN and not approved
    return [
        found,
        say("⏰ Plans are due on {date}", date=say.date(say.today(current.deadline)))
        if current and deadline
        else Html(""),
        say("🔨 Next: {what}, by {date}", what=due.what, date=say.day(due.due))
        if approved and due and due.due
        else Html(""),
    ]


class Cancel(Screen[None]):
    """Leaving a flow: it only says that nothing is lost and gives way to the first page."""

    name = "home.cancel"

    def load(self, turn: Turn) -> Go:
        return Go("home.menu", note=turn.say("Nothing is lost. What you answered is kept, and you can go on any day"))

    def render(self, view: None, say: Say) -> Message:
        raise AssertionError("it always gives way")


command(Command("start", Go("home.menu"), mark("Begin, or come back"), order=1))
command(Command("menu", Go("home.menu"), mark("The first page"), order=10))
command(Command("cancel", Go("home.cancel"), mark("Leave what I am doing"), order=90))
