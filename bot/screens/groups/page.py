"""One group as staff see it: the whole of its state, and what they can do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.all_actions import Which
from bot.domain.ids import GroupId
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.groups.views import district_name, province_name
from bot.screens.plan.words import progress
from bot.services.groups import desk, directory, uniting
from bot.services.groups.directory import State


@dataclass(frozen=True, slots=True)
class PageView:
    state: State
    library: Library
    united: int  # by which another entry that was joined to it is taken apart again; 0 when it cannot be


class Page(Screen[PageView]):
    name = "groups.page"
    args = ("group",)
    roles = STAFF
    help: ClassVar[str] = mark("One group: who leads it, how far its plan is. The buttons open members, link and work")

    def load(self, turn: Turn) -> PageView | Go:
        group = GroupId(turn.number("group"))
        kept = turn.uow.unions.kept(group)
        if kept is not None:
            return Go(self.name, {"group": kept})
        state = directory.state(turn.uow, turn.library, group, by=turn.person, now=turn.now)
        union = uniting.undoable(turn.uow, group, now=turn.now)
        return PageView(state, turn.library, union.id if union else 0)

    def render(self, view: PageView, say: Say) -> Message:
        state = view.state
        here, plan = {"group": state.group.id}, state.standing.plan

        def leads(label: str, screen: str) -> Button:
            return Button(label, Go(screen, here, push=True))

        return Message(
            paragraphs(
                bold(state.group.name),
                _location(view, say),
                _people(state, say),
                lines(progress(state.standing, say), _work(state, say), _money(state, say), _learned(view, say)),
                _sign(state, say),
            ),
            [
                row(
                    leads(say("👥 Members and leader"), "members.list"),
                    leads(say("🔗 Link into the group"), "members.invite"),
                ),
                row(
                    Button(say("📝 The plan"), Go("plan.overview", {"plan": plan.id}, push=True)) if plan else None,
                    leads(say("🔨 Work to do"), "actions.list") if plan else None,
                ),
                row(
                    leads(say("📨 Write to the group"), "groups.write"), Button(say("✍️ Act for the group"), Tap("act"))
                ),
                row(leads(say("✍️ Change"), "groups.edit"), leads(say("👥 The same as another"), "groups.pick")),
                row(leads(say("⏰ Reminders of the group"), "reminders.group")),
                row(Button(say("🗑 They are two groups"), Tap("apart", (view.united,))) if view.united else None),
                row(Button(say("◀ Back"), Back())),
            ],
        )

    def tap_apart(self, turn: Turn, view: PageView) -> Go:
        uniting.undo(turn.uow, turn.choice(), by=turn.person, now=turn.now)
        return Go(self.name, {"group": view.state.group.id}, note=turn.say("They are two groups again"))

    def tap_act(self, turn: Turn, view: PageView) -> Go:
        """Staff write for the group from here on, and the log says so."""
        group = desk.act(turn.uow, view.state.group.id, by=turn.person, now=turn.now)
        plan = view.state.standing.plan
        screen, args = ("plan.overview", {"plan": plan.id}) if plan else ("members.list", {"group": group.id})
        note = turn.say("You act for {group} now. Each answer bears your name, and the log says so", group=group.name)
        return Go(screen, args, push=True, note=note)


def _location(view: PageView, say: Say) -> Html:
    group, library = view.state.group, view.library
    district, province = district_name(group.district, library, say), province_name(group.province, library, say)
    return lines(
        say(
            "📍 {village} village, {district}, {province}", village=group.village, district=district, province=province
        ),
        say("🏷 Project: {name}", name=group.project) if group.project else "",
        say("💬 Has a Telegram group") if group.chat else "",
    )


def _people(state: State, say: Say) -> Html:
    people = state.people
    women = say.plural("{n} woman", "{n} women", people.women)
    men = say.plural("{n} man", "{n} men", people.men)
    unsaid = say.plural("{n} not said", "{n} not said", people.unsaid) if people.unsaid else ""
    young = say.plural("18–35 years: {n}", "18–35 years: {n}", people.youth)
    not_young = say.plural("{n} not said", "{n} not said", people.youth_unsaid) if people.youth_unsaid else ""
    leads = say("👑 Leader: {names}", names=say.names(state.leaders)) if state.leaders else ""
    return lines(
        leads or say("👑 Nobody leads this group yet"),
        say.plural(
            "👥 {n} member: {parts}",
            "👥 {n} members: {parts}",
            people.all,
            parts=say.names(filter(None, (women, men, unsaid))),
        ),
        say.names(filter(None, (young, not_young))) if people.all else "",
    )


def _work(state: State, say: Say) -> Html | str:
    work = state.work
    if not work[Which.ALL]:
        return ""
    done = say.plural("🔨 {x} of {n} action done", "🔨 {x} of {n} actions done", work[Which.ALL], x=work[Which.DONE])
    late = say.plural("{n} past its day", "{n} past their day", work[Which.OVERDUE]) if work[Which.OVERDUE] else ""
    help_ = say.plural("🙋 {n} wants help", "🙋 {n} want help", work[Which.HELP]) if work[Which.HELP] else ""
    return say.names(filter(None, (done, late, help_)))


def _money(state: State, say: Say) -> Html | str:
    if state.planned is None or state.spent is None:
        return ""
    return say("💰 Planned {planned}, spent {spent}", planned=say.money(state.planned), spent=say.money(state.spent))


def _learned(view: PageView, say: Say) -> Html:
    of = len(view.library.lessons)
    return say.plural("📚 {x} of {n} lesson read", "📚 {x} of {n} lessons read", of, x=view.state.lessons)


def _sign(state: State, say: Say) -> Html:
    if state.last_sign is None:
        return say("Nobody has been here on a phone yet")
    return say("Last here: {day}", day=say.day(say.today(state.last_sign)))
