"""One step of the plan: what is wanted and what stands there; any answer is kept at once."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, column, row
from bot.chat.screen import Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Answer, Part
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import offers, said, typed
from bot.screens.plan.earlier import regret
from bot.screens.plan.offers import Offers
from bot.screens.plan.views import SHOWN, StepView, changed, load_step, onward, to
from bot.screens.plan.words import shut, work_lines
from bot.screens.widgets import exchanges
from bot.screens.widgets.answers import parts_words
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import drafts

_WORKS = 2  # pieces of work that an item filled from it shows; all of them are a tap away


class StepPage(Offers):
    name = "plan.step"
    args = ("plan", "step")
    asks = True
    appends = True
    pieces = True
    help: ClassVar[str] = mark(
        "Write, speak or send a photo: it is kept at once. You can go back, skip, and change it any day"
    )

    def load(self, turn: Turn) -> StepView | Go:
        view = load_step(turn)
        if view.step.kind == "actions":
            return Go("plan.actions", {"plan": view.whole.plan.id})
        if view.waiting and not turn.continues:  # a later piece is added to the answer that waits
            return Go("plan.conflict", dict(turn.args))
        return view

    def render(self, view: StepView, say: Say) -> Message:
        others = offers.others(view)
        return Message(
            _told(view, say),
            _rows(view, say),
            asks=_asks(view, say),
            first=view.answer is None and not view.whole.filled(view.step),
            more=[*others, _example(view, say)] if others else _more(view, say),
            more_label=say("🧭 Other names") if others else "",
        )

    def spoken(self, turn: Turn, view: StepView) -> Piece:
        return pieces.of_step(view.step, "question")

    def tap_skip(self, turn: Turn, view: StepView) -> Go:
        note = turn.say("Item {i} is skipped for now. You can answer it later", i=view.step.number)
        return onward(view, note=note)

    def tap_clear(self, turn: Turn, view: StepView) -> None:
        drafts.clear(turn.uow, view.plan, view.step, by=turn.person, now=turn.now)
        changed(turn, view)

    def tap_restore(self, turn: Turn, view: StepView) -> None:
        drafts.restore(turn.uow, view.plan, view.step, by=turn.person, now=turn.now)
        changed(turn, view)

    def tap_play(self, turn: Turn, view: StepView) -> Go:
        """The voices and photos, and the page again below them."""
        about = view.whole.judged.about(view.step.key)
        spoken = [Part("voice", medium=medium) for medium in exchanges.heard(about)]
        parts = (*spoken, *(view.answer.parts if view.answer else ()))
        rest = media.play(turn.uow, parts, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.step", dict(turn.args), fresh=True, regrets=more(turn, "play", rest))

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go:
        return typed.take(turn, view, answer)


def _told(view: StepView, say: Say) -> Html:
    """The item, and what stands there. The question is left out where nobody has to answer it now, or hears it said."""
    whole, step, answer = view.whole, view.step, view.answer
    head = say("Item {i} of {n}: {title}", i=step.number, n=len(whole.form.steps), title=step.title(say.language))
    work = whole.filled(step)
    spoken = any(part.medium for part in answer.parts) if answer else False
    known = bool(work) or spoken or not whole.open or said.asked(whole, step.key)
    left = len(work) - _WORKS
    return lines(
        bold(head),
        "" if known else step.question(say.language),
        work_lines(step, work[:_WORKS], say),
        say.plural("and {n} more piece of work", "and {n} more pieces of work", left) if left > 0 else "",
        parts_words(answer.parts, say, SHOWN, whole.wordings, step) if answer else "",
        _who(answer, say) if answer and not view.mine and whole.open else "",
        said.at_step(whole, step.key, say),
    )


def _who(answer: Answer, say: Say) -> Html:
    """Who has answered for the group, and when."""
    return say("👥 Answered by {name}, {date}", name=say.who(answer.author_name), date=say.day(say.today(answer.at)))


def _asks(view: StepView, say: Say) -> Html:
    """What is asked where nothing stands yet, where something does, and where experts have spoken of it."""
    if not view.open:
        return say(shut(view.whole))
    if view.answer is None and view.whole.filled(view.step):
        return say("✅ Filled from the work. To add something, write")
    if view.answer is None or view.step.kind in ("many", "people"):
        return Html(offers.asked(view.step, say))
    if said.asked(view.whole, view.step.key):
        return say("Change this answer: write, speak or send a photo")
    if view.mine:
        return say("✅ Saved. To change it, write it anew on this page")
    return say("Keep it like this? To add something, write")


def _rows(view: StepView, say: Say) -> Rows:
    """The way on, alone; to an item without an answer first what helps to write one."""
    before = view.whole.form.before(view.step.key)
    back = Button(say("◀ Item before"), to(view, before.key)) if before else None
    if said.asked(view.whole, view.step.key):
        add = Button(say("✍️ Add to the old answer"), Go("plan.add", view.here)) if view.answer else None
        helped = said.unsaid(view.whole, view.step.key, say)
        return [row(add), [Button(say("No change needed ▶"), _after_comment(view))], row(helped)]
    if view.answer is not None or not view.open or view.whole.filled(view.step):
        return [*offers.rows(view, say), [_onward(view, say)], row(back)]
    offered = offers.rows(view, say)
    helps = [] if offered else column([_example(view, say), _lesson(view, say)])
    skip = Button(say("Skip ▶"), Tap("skip")) if view.whole.after(view.step.key) else back
    return [*offered, *helps, row(skip)]


def _onward(view: StepView, say: Say) -> Button:
    after = view.whole.after(view.step.key)
    if after is None:
        return Button(say("📨 Check and send"), Go("plan.review", {"plan": view.plan}))
    if view.open and view.answer and not view.mine:
        return Button(say("👍 Keep it, to item {n} ▶", n=after.number), to(view, after.key))
    return Button(say("To item {n} ▶", n=after.number), to(view, after.key))


def _after_comment(view: StepView) -> Go:
    """The next item that experts spoke of and that stands as it was; behind the last one all of them."""
    about = (step for step in view.whole.form.steps if said.asked(view.whole, step.key))
    left = [step for step in about if step.number > view.step.number]
    return to(view, left[0].key) if left else Go("plan.comments", {"plan": view.plan})


def _more(view: StepView, say: Say) -> list[Button]:
    here, open_, answer = view.here, view.open, view.answer
    before = view.whole.form.before(view.step.key)
    playable = any(part.medium for part in answer.parts) if answer else False
    heard = bool(exchanges.heard(view.whole.judged.about(view.step.key)))
    ask = ask_button(say, about="step", subject=view.plan, place=view.step.key)
    work = _all_work(view, say) if len(view.whole.filled(view.step)) > _WORKS else None
    if answer is None:
        found = [
            work,
            Button(say("Put it back"), Tap("restore")) if view.emptied and open_ else None,
            _bring(view, say),
            *((_example(view, say), _lesson(view, say)) if offers.rows(view, say) else ()),
            Button(say("💡 Why is this asked?"), Go("plan.why", here)),
            ask,
            Button(say("◀ Item before"), to(view, before.key)) if before else None,
            Button(say("📝 See the group's plan"), Go("plan.overview", {"plan": view.plan})),
        ]
    else:
        found = [
            work,
            said.back(view.whole, view.step.key, say),
            Button(say("📷 See or listen"), Tap("play")) if playable or heard else None,
            Button(say("🗑 Empty it"), Tap("clear")) if open_ and not said.asked(view.whole, view.step.key) else None,
            _bring(view, say),
            Button(say("✍️ Write down, translate"), Go("wording.pieces", here, push=True)),
            _example(view, say),
            _lesson(view, say),
            ask,
        ]
    return [button for button in found if button]


def _all_work(view: StepView, say: Say) -> Button:
    return Button(say("🔨 All the work"), Go("plan.actions", {"plan": view.plan}))


def _example(view: StepView, say: Say) -> Button:
    return Button(say("💡 See an example"), Go("plan.example", view.here))


def _lesson(view: StepView, say: Say) -> Button | None:
    if view.lesson is None:
        return None
    return Button(
        say("📚 The lesson that helps"), Go("lessons.card", {"lesson": view.lesson.key, "card": 0}, push=True)
    )


def _bring(view: StepView, say: Say) -> Button | None:
    """What stood here before, for a week."""
    if view.earlier is None or not view.open:
        return None
    [(label, tap)] = regret(say, view.plan, view.step, view.earlier)
    return Button(label, tap)
