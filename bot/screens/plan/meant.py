"""A typed day, number, amount or season read back before it is kept: is it so, or which is it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Answer
from bot.domain.refused import Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.papers import values
from bot.screens.plan import typed
from bot.screens.plan.offers import kept_value
from bot.screens.plan.views import SHOWN, StepView, changed, load_step, onward, saved
from bot.screens.seasons.words import in_season, months, parts
from bot.screens.widgets import calendar, read_back
from bot.screens.widgets.answers import answer_words
from bot.services.plans import answers, drafts
from bot.services.plans.answers import Meaning, Value

UNREAD = {
    "choice": mark("This is none of the choices. Choose one, or keep it as it is written"),
    "many": mark("This is none of the choices. Choose one, or keep it as it is written"),
    "number": mark("This number is not understood yet. For example 12"),
    "money": mark("This amount is not understood yet. For example 500,000"),
    "date": mark("This date is not understood yet. Try it like this: 15/1/2027"),
    "season": mark("This time is not understood yet. Try it like this: 15/1/2027 – 20/1/2027"),
    "people": mark("These are no names yet. Write them with commas: Noy, Seng"),
}
_CHOICES = 8  # readings on buttons


@dataclass(frozen=True, slots=True)
class MeantView:
    """Words that wait for being read right; `sure` is the one reading that is asked about, empty when there are more.

    `revision` is that of the answer that stands, which is shown: who says yes has seen what is replaced.
    """

    base: StepView
    mine: Answer
    meaning: Meaning
    sure: Value
    revision: int

    @property
    def said(self) -> str:
        return self.mine.text


class Meant(Screen[MeantView]):
    name = "plan.meant"
    args = ("plan", "step", "sure")
    asks = True
    appends = True
    help: ClassVar[str] = mark("Is it right? If not, write it once more")

    def load(self, turn: Turn) -> MeantView | Go:
        base = load_step(turn)
        mine = turn.uow.answers.proposal(base.plan, base.step.key, turn.me)
        if mine is None:
            return Go("plan.step", base.here)
        if not answers.waits(base.step, mine) or drafts.characters(mine.parts) > base.step.longest or not base.open:
            return Go("plan.conflict", base.here)
        on = answers.day_of(base.whole.group, mine.at)
        found = answers.meaning(turn.uow, turn.library, base.whole, base.step, mine.text, on=on)
        sure = read_back.unpacked(turn.word("sure"))
        if not answers.valid(base.step.kind, sure):
            sure = found.values[0] if len(found.values) == 1 else {}
        return MeantView(base, mine, found, sure, base.revision)

    def render(self, view: MeantView, say: Say) -> Message:
        base = view.base
        stands = answer_words(base.answer, say, SHOWN, base.whole.wordings, base.step)
        text = paragraphs(
            bold(base.step.title(say.language)),
            lines(say("This stands here so far:"), stands) if stands else "",
            f"“{view.said[:SHOWN]}”",
        )
        *grounds, asks = self._ask(view, say)
        again = Button(say("✍️ Something else"), Tap("drop"))
        rest = row(*self._aside(view, say))
        return read_back.question(lines(text, *grounds), self._answers(view, say), again, asks=asks, below=rest)

    def _ask(self, view: MeantView, say: Say) -> list[Html]:
        """On what ground something is to be decided, and last what."""
        meaning = view.meaning
        if view.sure:
            over = str(view.sure.get("day") or view.sure.get("last") or "")
            past = bool(over) and date.fromisoformat(over) < view.base.today
            ground = [say("This day is over already")] if past else []
            return [*ground, read_back.so(view.sure, say, view.base.step)]
        if meaning.values:
            return [say("Which is it? Choose")]
        if meaning.stretches:
            return [
                *(in_season(one, say) for one in meaning.stretches),
                say("The beginning, middle or end? Which year?"),
            ]
        if meaning.timeless:
            return [say("This comes at other times in each place. Which month is it?")]
        return [say(UNREAD[view.base.step.kind])]

    def _answers(self, view: MeantView, say: Say) -> Rows:
        meaning, base = view.meaning, view.base
        if view.sure:
            return [[Button(say("👍 Yes"), Tap("pick"))]]
        if meaning.values:
            found = meaning.values[:_CHOICES]
            return column(
                Button(values.words(one, say, base.step), Tap("pick", (read_back.packed(one),))) for one in found
            )
        whole = base.step.kind == "season"
        if meaning.stretches:
            return parts(meaning.stretches, say, whole=whole, leads=lambda days: self._sure(view, days))
        if meaning.timeless:
            return months(base.today, say, leads=lambda days: self._sure(view, days))
        return []

    def _sure(self, view: MeantView, days: tuple[date, date]) -> Go:
        """The reading asked about once more: a stretch, or its first day where one day is wanted."""
        one_day = view.base.step.kind == "date"
        value = {"day": days[0].isoformat()} if one_day else answers.stretch(days)
        return Go("plan.meant", view.base.here | {"sure": read_back.packed(value)})

    def _aside(self, view: MeantView, say: Say) -> list[Button | None]:
        base, kind = view.base, view.base.step.kind
        month = calendar.month_of(date.fromisoformat(view.sure["day"]) if "day" in view.sure else base.today)
        days = Go("plan.day", base.here | {"month": month})
        return [
            Button(say("📅 Calendar"), days) if kind in ("date", "season") else None,
            None if view.sure else Button(say("✍️ Keep as written"), Tap("keep")),
        ]

    def tap_pick(self, turn: Turn, view: MeantView) -> Go:
        """A reading that was found right."""
        return self._take(turn, view, read_back.unpacked(str(turn.value())) if turn.values else view.sure)

    def _take(self, turn: Turn, view: MeantView, value: Value) -> Go:
        base, named = view.base, view.meaning.named
        if not answers.valid(base.step.kind, value):
            raise Stale
        value = {**value, "season": named} if named and base.step.kind == "season" else value
        part = read_back.part_of(value, turn.say, base.step, said=view.said)
        kept = drafts.take(turn.uow, base.plan, base.step, part, by=turn.person, now=turn.now)
        return kept_value(turn, base, part.value or value, kept)

    def tap_keep(self, turn: Turn, view: MeantView) -> Go:
        """The words as they are written, without a meaning."""
        base = view.base
        drafts.settle(turn.uow, base.plan, base.step, "mine", by=turn.person, now=turn.now)
        changed(turn, base)
        return onward(base, note=saved(turn, base))

    def tap_drop(self, turn: Turn, view: MeantView) -> Go:
        """Not so: the step asks again; the words stay in the history."""
        base = view.base
        drafts.settle(turn.uow, base.plan, base.step, "theirs", by=turn.person, now=turn.now)
        return Go("plan.step", base.here)

    def on_answer(self, turn: Turn, view: MeantView, answer: Given) -> Go:
        """Yes may be typed too; anything else is read like a first answer."""
        if view.sure and not turn.continues and read_back.said_yes(turn, answer):
            return self._take(turn, view, view.sure)
        return typed.take(turn, view.base, answer)
