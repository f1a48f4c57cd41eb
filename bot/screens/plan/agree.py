"""A member says whether the plan may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, number
from bot.chat.message import Button, Message, shortened
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.ids import MediumId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.plan.views import agreeing
from bot.screens.plan.words import shut, title_of
from bot.screens.widgets.more import begin, more
from bot.services import media, papers
from bot.services.plans import agreements, contents, plan_view
from bot.services.plans.agreements import Tally, Voice
from bot.services.plans.contents import Change
from bot.services.plans.plan_view import PlanView

_IDEA = 60  # letters of the idea above the question
payload("agree", lambda rest: Go("plan.agree", {"plan": number(rest)}))


@dataclass(frozen=True, slots=True)
class AgreeView:
    """The plan as a member is asked about it, and what changed since they answered."""

    whole: PlanView
    tally: Tally
    voice: Voice | None
    changes: tuple[Change, ...]
    spoken: tuple[MediumId, ...]  # the plan's recorded answers, photos and files
    revision: int
    again: bool  # they want to answer once more

    @property
    def stands(self) -> Voice | None:
        """What the member said of the plan as it is now."""
        return self.voice if self.voice and self.voice.revision == self.revision else None


class Agree(Screen[AgreeView]):
    name = "plan.agree"
    args: ClassVar[tuple[str, ...]] = ("plan", "again")
    asks = True
    personal = True
    help: ClassVar[str] = mark("Read the plan, then say whether you agree to send it. You can still change your mind")

    def load(self, turn: Turn) -> AgreeView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        if not whole.open:
            return Go("plan.overview", {"plan": whole.plan.id}, note=turn.say(shut(whole)))
        said = agreements.voice(turn.uow, whole.plan, turn.me)
        return AgreeView(
            whole,
            agreements.tally(turn.uow, whole.plan),
            said,
            agreements.changed(turn.uow, whole.plan, said),
            contents.media(whole.answers),
            whole.plan.revision,
            bool(turn.args.get("again")),
        )

    def render(self, view: AgreeView, say: Say) -> Message:
        said, here = view.stands, {"plan": view.whole.plan.id}
        title = bold(title_of(view.whole, say))
        read = Button(say("📝 Read the plan"), Go("plan.read", here, push=True))
        if said and not view.again and not said.agrees and not said.explained:
            asked = say("Please tell the reason, so that the group can talk about it")
            return Message(title, [[Button(say("Skip ▶"), Go("plan.overview", here))], [_agree(say)]], asks=asked)
        if said and not view.again:
            change = Button(say("✍️ Change my answer"), Go(self.name, here | {"again": 1}))
            told = lines(title, agreeing(view.tally, say), _saved(said, say))
            return Message(told, [[read], [change]], asks=say("You can still change your answer"))
        asks = say("The group has written its plan. Do you agree to send it?")
        if view.voice and view.changes:
            changes = Button(say("✍️ See what has changed"), Go("plan.since", here, push=True))
            asks = say("The plan was changed after you answered. Do you agree to send it as it is now?")
            return Message(
                lines(title, _told(view, say)), _rows(changes, say), asks=asks, more=[read, *_files(view, say)]
            )
        return Message(
            lines(title, _idea(view.whole), _told(view, say)), _rows(read, say), asks=asks, more=_files(view, say)
        )

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        agreements.give(turn.uow, view.whole.plan, by=turn.person, agrees=True, revision=view.revision, now=turn.now)
        return Go(self.name, {"plan": view.whole.plan.id})

    def tap_object(self, turn: Turn, view: AgreeView) -> Go:
        agreements.give(turn.uow, view.whole.plan, by=turn.person, agrees=False, revision=view.revision, now=turn.now)
        return Go(self.name, {"plan": view.whole.plan.id})

    def tap_paper(self, turn: Turn, view: AgreeView) -> Go:
        plan, language = view.whole.plan, turn.say.language
        papers.send(turn.uow, plan, "plan", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("📄 It is on its way"))

    def tap_play(self, turn: Turn, view: AgreeView) -> Go:
        """What was spoken and photographed, and the question again below it."""
        rest = media.show(turn.uow, view.spoken, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))

    def on_answer(self, turn: Turn, view: AgreeView, answer: Answer) -> Go:
        if view.voice is None or view.voice.agrees:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        agreements.explain(turn.uow, view.whole.plan, answer, by=turn.person, now=turn.now)
        return Go(
            "plan.overview", {"plan": view.whole.plan.id}, note=turn.say("Thank you. The group leader has been told")
        )


def shown(whole: PlanView, say: Say) -> Html:
    """The plan in two or three lines."""
    return lines(bold(title_of(whole, say)), _idea(whole), _work(whole, say))


def _idea(whole: PlanView) -> Html:
    """The beginning of the group's idea, where that is not the title already."""
    idea = whole.answers.get("idea")
    words = " ".join(idea.text.split()) if idea else ""
    return Html() if not words or words.startswith(whole.title) else safe(shortened(words, _IDEA))


def _work(whole: PlanView, say: Say) -> Html:
    work = say.plural("🔨 {n} piece of work", "🔨 {n} pieces of work", len(whole.actions))
    return say.names([work, say.money(whole.costs.total)])


def _told(view: AgreeView, say: Say) -> Html:
    """The work in short, and how many agree."""
    return lines(_work(view.whole, say), agreeing(view.tally, say))


def _saved(said: Voice, say: Say) -> Html:
    if not said.agrees:
        return say("✋ Saved: not yet. The group leader has been told")
    told = say("The leader has told it for you") if said.told else ""
    return lines(say("👍 Saved: you agree. Thank you"), told)


def _rows(read: Button, say: Say) -> list[list[Button]]:
    return [[_agree(say)], [Button(say("✋ Not yet"), Tap("object"))], [read]]


def _files(view: AgreeView, say: Say) -> list[Button]:
    play = Button(say("📷 See or listen"), Tap("play"))
    return [Button(say("📄 PDF"), Tap("paper")), *([play] if view.spoken else [])]


def _agree(say: Say) -> Button:
    return Button(say("👍 I agree"), Tap("agree"))


def reason(name: str, said: Voice, say: Say) -> Html:
    """Who does not agree yet, and why."""
    why = f"“{said.reason}”" if said.reason else ""
    return lines(say("✋ {name} does not agree yet:", name=name), say("Voice or picture") if said.medium else "", why)
