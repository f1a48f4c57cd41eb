"""What the group tells about its plan: recorded here, heard again, told anew until the phase ends."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.peers import LONGEST_PITCH
from bot.i18n import Html, Say, lines, mark
from bot.services.contests import pitches
from bot.services.contests.pitches import Pitch
from bot.services.groups import groups

_QUESTIONS = (
    mark("1. Who are we?"),
    mark("2. What do we want to do?"),
    mark("3. Why is it good for us?"),
    mark("4. What do we need?"),
)


class Page(Screen[Pitch]):
    name = "pitch.page"
    args = ("plan",)
    asks = True
    appends = True
    help: ClassVar[str] = mark("Other groups hear your voice and give stars. Photos help: three at most")

    def load(self, turn: Turn) -> Pitch | Go:
        if "plan" not in turn.args:
            group = groups.mine(turn.uow, turn.me)
            plan = turn.uow.plans.of_group(group.id) if group else None
            contest = turn.uow.contests.get(plan.round) if plan else None
            return Go(self.name, {"plan": plan.id}) if plan and contest else Go("home.menu")
        return pitches.open_pitch(turn.uow, PlanId(turn.number("plan")), by=turn.person)

    def render(self, view: Pitch, say: Say) -> Message:
        if not view.open:
            return Message(_kept(view, say), _rows(view, say), asks=say("This phase is over, or has not begun"))
        if view.voice:
            return Message(_kept(view, say), _rows(view, say), asks=say("Send photos, or tell it once more?"))
        asked = lines(*(say(question) for question in _QUESTIONS), _kept(view, say))
        ask = say("Tell it in one voice, {most} seconds at most", most=LONGEST_PITCH)
        return Message(asked, _rows(view, say), asks=ask)

    def on_answer(self, turn: Turn, view: Pitch, answer: Answer) -> Go:
        found = pitches.tell(turn.uow, view.plan.id, answer, by=turn.person, now=turn.now)
        note = "" if found.voice else turn.say("✅ The photo is kept. Now tell it with your voice")
        return Go(self.name, {"plan": view.plan.id}, note=note)

    def tap_listen(self, turn: Turn, view: Pitch) -> Go:
        pitches.play(turn.uow, view.plan.id, turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, fresh=True)

    def tap_drop(self, turn: Turn, view: Pitch) -> Go:
        pitches.drop_photos(turn.uow, view.plan.id, by=turn.person)
        return Go(self.name, {"plan": view.plan.id}, note=turn.say("The photos are taken away"))


def _kept(view: Pitch, say: Say) -> Html:
    """What is there already."""
    voice = say("✅ Your voice is kept: {length} seconds", length=view.voice.seconds) if view.voice else Html()
    count = len(view.photos)
    photos = say.plural("📷 {n} photo", "📷 {n} photos", count) if count else Html()
    return lines(voice, photos)


def _rows(view: Pitch, say: Say) -> list[list[Button]]:
    here = {"plan": view.plan.id}
    hear = Button(say("🔊 Hear it"), Tap("listen")) if view.voice or view.photos else None
    dice = Button(say("Throw dice for the lot"), Go("pitch.dice", here, push=True)) if view.may_throw else None
    drop = Button(say("🗑 Take the photos away"), Tap("drop")) if view.photos and view.open else None
    return column([hear, dice, drop, Button(say("📝 The group's plan"), Go("plan.overview", here, push=True))])
