"""A member says whether the plan may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap, number
from bot.chat.message import Button, Message, row
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.ids import MediumId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.views import _CHANGE_ROOM, agreed, summary
from bot.screens.plan.words import changed, shut
from bot.screens.widgets.more import begin, more
from bot.services import media, papers
from bot.services.plans import agreements, contents, plan_view
from bot.services.plans.agreements import Tally, Voice
from bot.services.plans.contents import Change
from bot.services.plans.plan_view import PlanView

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


class Agree(Screen[AgreeView]):
    name = "plan.agree"
    args = ("plan",)
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
        )

    def render(self, view: AgreeView, say: Say) -> Message:
        said = view.voice
        if said and not said.agrees and said.revision == view.revision and not said.explained:
            asked = say("Please tell the reason, so that the group can talk about it. You can write or speak")
            return Message(asked, [[_agree(say)]])
        text = paragraphs(bold(view.whole.title), shown(view.whole, view.changes, say), agreed(view.tally, say))
        return Message(paragraphs(text, _stands(view, say)), _rows(view, say))

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        agreements.give(turn.uow, view.whole.plan, by=turn.person, agrees=True, revision=view.revision, now=turn.now)
        return Go("plan.overview", {"plan": view.whole.plan.id}, note=turn.say("👍 You agree. Thank you"))

    def tap_object(self, turn: Turn, view: AgreeView) -> None:
        agreements.give(turn.uow, view.whole.plan, by=turn.person, agrees=False, revision=view.revision, now=turn.now)

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


def shown(whole: PlanView, changes: tuple[Change, ...], say: Say) -> Html:
    """The plan in short; to whoever answered already what changed since."""
    if not changes:
        return summary(whole, say)
    return paragraphs(say("✏️ Changed since you answered:"), changed(changes, whole.form, say, room=_CHANGE_ROOM))


def _stands(view: AgreeView, say: Say) -> Html:
    """What the member said, and the question."""
    said = view.voice
    if said and said.agrees and said.revision == view.revision:
        told = say("The leader has told it for you") if said.told else ""
        return lines(say("👍 You agree"), told, say("You can still change your mind"))
    if said and said.revision != view.revision and view.changes:
        return say("Do you agree to send it as it is now?")
    return say("Do you agree to send it?")


def _rows(view: AgreeView, say: Say) -> list[list[Button]]:
    play = Button(say("▶️ Voices, pictures ({n})", n=len(view.spoken)), Tap("play")) if view.spoken else None
    return [
        [_agree(say)],
        [Button(say("✋ Not yet"), Tap("object"))],
        row(Button(say("📄 PDF"), Tap("paper")), play),
        [Button(say("📋 See everything"), Go("plan.overview", {"plan": view.whole.plan.id}))],
    ]


def _agree(say: Say) -> Button:
    return Button(say("👍 I agree"), Tap("agree"))


def reason(name: str, said: Voice, say: Say) -> Html:
    """Who does not agree yet, and why."""
    why = f"“{said.reason}”" if said.reason else ""
    return lines(
        say("✋ {name} does not agree yet:", name=name), say("🎤 Voice or picture") if said.medium else "", why
    )
