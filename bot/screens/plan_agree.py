"""A member says whether the plan may be sent: asked by a notice, answered with a tap, and with a reason if not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.notice import Occasion, notice
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.ids import MediumId, PersonId
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.refused import Refused, Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.change_words import changed
from bot.screens.plan_review import agreed, summary
from bot.services import agreements, media, papers, sheets, snapshots
from bot.services.agreements import Tally, Voice
from bot.services.sheets import Sheet
from bot.services.snapshots import Change

_ROOM = 2400  # UTF-16 units of what changed; the question and who agrees stand below
payload("agree", lambda rest: Go("plan.agree", {"plan": int(rest) if rest.isdecimal() and len(rest) < 18 else 0}))


@dataclass(frozen=True, slots=True)
class AgreeView:
    """The plan as a member is asked about it, and what changed since they answered."""

    sheet: Sheet
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
        sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        if not sheet.plan.state.open:
            return Go("plan.overview", {"plan": sheet.plan.id}, note=turn.say("The plan is sent already"))
        said = agreements.voice(turn.uow, sheet.plan, turn.me)
        return AgreeView(
            sheet,
            agreements.tally(turn.uow, sheet.plan),
            said,
            agreements.changed(turn.uow, sheet.plan, said),
            snapshots.media(sheet.answers),
            sheet.plan.revision,
        )

    def render(self, view: AgreeView, say: Say) -> Message:
        said = view.voice
        if said and not said.agrees and said.revision == view.revision and not said.explained:
            asked = say("Please tell the reason, so that the group can talk about it. You can write or speak")
            return Message(asked, [[_agree(say)]])
        text = paragraphs(bold(view.sheet.title), shown(view.sheet, view.changes, say), agreed(view.tally, say))
        return Message(paragraphs(text, _stands(view, say)), _rows(view, say))

    def tap_agree(self, turn: Turn, view: AgreeView) -> Go:
        agreements.give(turn.uow, view.sheet.plan, by=turn.person, agrees=True, revision=view.revision, now=turn.now)
        return Go("plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("👍 You agree. Thank you"))

    def tap_object(self, turn: Turn, view: AgreeView) -> None:
        agreements.give(turn.uow, view.sheet.plan, by=turn.person, agrees=False, revision=view.revision, now=turn.now)

    def tap_paper(self, turn: Turn, view: AgreeView) -> Go:
        plan, language = view.sheet.plan, turn.say.language
        papers.send(turn.uow, plan, "plan", language, chat=turn.chat, person=turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("📄 It is on its way"))

    def tap_play(self, turn: Turn, view: AgreeView) -> Go:
        """What was spoken and photographed, and the question again below it."""
        media.show(turn.uow, view.spoken, turn.chat, turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)

    def on_answer(self, turn: Turn, view: AgreeView, answer: Answer) -> Go:
        if view.voice is None or view.voice.agrees:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        agreements.explain(turn.uow, view.sheet.plan, answer, by=turn.person, now=turn.now)
        return Go(
            "plan.overview", {"plan": view.sheet.plan.id}, note=turn.say("Thank you. The group leader has been told")
        )


def shown(sheet: Sheet, changes: tuple[Change, ...], say: Say) -> Html:
    """The plan in short; to whoever answered already what changed since."""
    if not changes:
        return summary(sheet, say)
    return paragraphs(say("✏️ Changed since you answered:"), changed(changes, sheet.form, say, room=_ROOM))


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
        [Button(say("📋 See everything"), Go("plan.overview", {"plan": view.sheet.plan.id}))],
    ]


def _agree(say: Say) -> Button:
    return Button(say("👍 I agree"), Tap("agree"))


# What members and leaders hear ----------------------------------------------------------------------------------------
@notice("agree_asked", screen="plan.agree")
def agree_asked(occasion: Occasion) -> Message | None:
    """A member is asked, or asked again about what changed; no longer needed once the plan is sent or they answered."""
    plan, person, say = occasion.uow.plans.get(occasion.args["plan"]), occasion.person, occasion.say
    if plan is None or person is None or not plan.state.open:
        return None
    said = agreements.voice(occasion.uow, plan, person.id)
    if (said and said.revision == plan.revision) or not occasion.uow.groups.membership(plan.group, person.id):
        return None
    sheet = sheets.whole(occasion.uow, occasion.programme.library, plan)
    changes = agreements.changed(occasion.uow, plan, said)
    asked = mark("The group has written its plan. Do you agree to send it?")
    again = mark("The plan was changed after you answered. Do you agree to send it as it is now?")
    text = paragraphs(
        lines(_to(occasion, person), say(again if changes else asked)), bold(sheet.title), shown(sheet, changes, say)
    )
    return Message(text, [[Button(say("📖 Read and answer"), Go("plan.agree", {"plan": plan.id}, push=True))]])


def _to(occasion: Occasion, person: Person) -> Html:
    """Whom a message is for, on a phone that several people share."""
    account = occasion.uow.people.account_of(person.id)
    return bold(f"👤 {person.name}") if account and occasion.uow.people.shared(account) else Html("")


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """Who does not agree yet, and why; `voice` is None once they do."""

    sheet: Sheet
    member: str
    voice: Voice | None


class Objection(Screen[ObjectionView]):
    """Why a member does not agree yet: read or listened to by the leader."""

    name = "plan.objection"
    args = ("plan", "member")
    help: ClassVar[str] = mark("Talk with this member, change the plan if it is needed, then ask the members again")

    def load(self, turn: Turn) -> ObjectionView:
        sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        member = PersonId(turn.number("member"))
        said = agreements.voice(turn.uow, sheet.plan, member)
        name = turn.uow.people.name(member) if said else ""
        return ObjectionView(sheet, name, said if said and not said.agrees else None)

    def render(self, view: ObjectionView, say: Say) -> Message:
        back = [[Button(say("📖 Open the plan"), Go("plan.review", {"plan": view.sheet.plan.id}))]]
        if view.voice is None:
            agrees = (
                say("👍 {name} agrees now", name=view.member) if view.member else say("Nobody objects here any more")
            )
            return Message(agrees, back)
        listen = [[Button(say("▶️ Play or show it"), Tap("play"))]] if view.voice.medium else []
        return Message(reason(view.member, view.voice, say), [*listen, *back])

    def tap_play(self, turn: Turn, view: ObjectionView) -> Go:
        if view.voice is None or view.voice.medium is None:
            raise Stale
        media.show(turn.uow, [view.voice.medium], turn.chat, turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)


def reason(name: str, said: Voice, say: Say) -> Html:
    """Who does not agree yet, and why."""
    why = f"“{said.reason}”" if said.reason else ""
    return lines(
        say("✋ {name} does not agree yet:", name=name), say("🎤 Voice or picture") if said.medium else "", why
    )


@notice("agree_objected", screen="plan.objection")
def agree_objected(occasion: Occasion) -> Message | None:
    """The leader learns who does not agree yet, and why; no longer needed once they do."""
    plan, member = occasion.uow.plans.get(occasion.args["plan"]), PersonId(occasion.args["member"])
    said = agreements.voice(occasion.uow, plan, member) if plan else None
    if plan is None or said is None or said.agrees:
        return None
    say, here = occasion.say, {"plan": plan.id, "member": member}
    listen = Button(say("▶️ Play or show it"), Go("plan.objection", here, push=True)) if said.medium else None
    open_it = Button(say("📖 Open the plan"), Go("plan.review", {"plan": plan.id}, push=True))
    return Message(reason(occasion.uow.people.name(member), said, say), [row(listen), [open_it]])
