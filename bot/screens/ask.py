"""Asking the experts: from a step, a lesson or the menu, in text, voice or pictures; then back to where one was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, number
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import PlanId, QuestionId
from bot.domain.incoming import Answer
from bot.domain.questions import ASKER, EXPERT, About, Piece, Question, QuestionState, latest, unsent
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.questions import words as questions_words
from bot.screens.questions.words import Whence
from bot.screens.widgets.more import begin, more
from bot.services.plans import plan_view
from bot.services.questions import questions

command(Command("ask", Go("ask.page", push=True), mark("Ask an expert"), order=27, answers=True))
_SENT = mark("Your question went to the experts. The answer will come here")
_PAGE = 4  # questions on buttons of one page
_STATES = {
    QuestionState.ASKED: mark("▫️ It waits for an expert"),
    QuestionState.TAKEN: mark("▫️ {name} is going to answer"),
    QuestionState.ANSWERED: mark("💬 {name} has answered"),
    QuestionState.HELPED: mark("👍 {name} has answered, and it helps"),
}


@dataclass(frozen=True, slots=True)
class AskView:
    """What is being put together; `about` is where it is asked from, `asked` how many questions were sent before."""

    about: About
    whence: Whence
    draft: QuestionId | None
    pieces: tuple[Piece, ...]
    asked: int


class Ask(Screen[AskView]):
    """Collects the pieces of a new question. What was begun on another page is gone on with."""

    name = "ask.page"
    args = ("about", "subject", "place")
    asks = True
    appends = True
    help: ClassVar[str] = mark(
        "Write, speak or send photos, as many as you like. Then press Send: an expert answers here"
    )

    def load(self, turn: Turn) -> AskView:
        draft, pieces = questions.begun(turn.uow, by=turn.me)
        about = draft.about if draft else _about(turn)
        where = questions_words.whence(turn.uow, turn.library, about)
        asked = len(turn.uow.questions.of_asker(turn.me))
        return AskView(about, where, draft.id if draft else None, tuple(pieces), asked)

    def render(self, view: AskView, say: Say) -> Message:
        head = lines(bold(say("❓ Ask an expert")), questions_words.whence_line(view.whence, say))
        if view.draft is None:
            mine = Button(say("❓ My questions: {n}", n=view.asked), Go("ask.mine", push=True)) if view.asked else None
            public = Button(say("💬 Questions and answers"), Go("questions.public", push=True))
            ask = say("What do you want to know? You can write, speak or send a photo")
            return Message(head, column([mine, public, Button(say("◀ Back"), Back())]), asks=ask)
        text = paragraphs(head, questions_words.said(view.pieces, say))
        return Message(text, _collected(view.draft, say), asks=_more(say))

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        questions.begin(turn.uow, view.about, answer, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args))

    def tap_send(self, turn: Turn, view: AskView) -> Back:
        questions.send(turn.uow, turn.library, QuestionId(turn.choice()), by=turn.person, now=turn.now)
        return Back(note=turn.say(_SENT))

    def tap_anew(self, turn: Turn, view: AskView) -> Go:
        questions.begin_anew(turn.uow, by=turn.person)
        return Go(self.name, dict(turn.args))


def _about(turn: Turn) -> About:
    """Where this person asks from; a forged page says nothing of another group's plan."""
    kind, subject, part = (turn.word(name) for name in Ask.args)
    if kind == "lesson" and (lesson := turn.library.lesson(subject)):
        return About(kind, subject, lesson.cards[min(number(part), len(lesson.cards) - 1)].key)
    if kind == "step" and (plan := PlanId(number(subject))):
        plan_view.open_plan(turn.uow, turn.library, plan, by=turn.person)
        return About(kind, subject, part)
    return About()


def _more(say: Say) -> Html:
    return say("Add more, or press Send")


def _collected(question: QuestionId, say: Say) -> list[list[Button]]:
    """Under what is put together: send it, or begin again."""
    return column(
        [
            Button(say("📨 Send the question"), Tap("send", (question,))),
            Button(say("🗑 Begin again"), Tap("anew")),
            Button(say("◀ Back"), Back()),
        ]
    )


@dataclass(frozen=True, slots=True)
class MineView:
    questions: tuple[tuple[Question, tuple[Piece, ...]], ...]
    page: int


class Mine(Screen[MineView]):
    """What somebody has asked so far."""

    name = "ask.mine"
    args = ("page",)
    help: ClassVar[str] = mark("Your questions, the newest first. Open one to read its answer or to ask more")

    def load(self, turn: Turn) -> MineView:
        found = turn.uow.questions.of_asker(turn.me)
        listed = tuple((question, tuple(turn.uow.questions.pieces(question.id))) for question in found)
        return MineView(listed, turn.page)

    def render(self, view: MineView, say: Say) -> Message:
        buttons = [self._button(question, pieces, say) for question, pieces in view.questions]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        head = bold(say("❓ My questions: {n}", n=len(buttons)))
        asks = say("Which question would you like to open?") if buttons else say("You have not asked anything yet")
        return Message(head, [*column(shown), row(Button(say("◀ Back"), Back()), before, more)], asks=asks)

    def _button(self, question: Question, pieces: tuple[Piece, ...], say: Say) -> Button:
        sign = "▫️" if question.waits else "💬"
        label = f"{sign} {questions_words.short(questions_words.first_asked(pieces), say)}"
        return Button(label, Go("ask.question", {"question": question.id}, push=True))


@dataclass(frozen=True, slots=True)
class OwnView:
    question: Question
    whence: Whence
    pieces: tuple[Piece, ...]

    @property
    def answers(self) -> list[Piece]:
        return latest(self.pieces, EXPERT)


class Own(Screen[OwnView]):
    """One of one's own questions with its answer; what is typed here asks more."""

    name = "ask.question"
    args = ("question",)
    asks = True
    appends = True
    help: ClassVar[str] = mark(
        "Your question and its answer. If something is not clear, ask more: the same expert answers"
    )

    def load(self, turn: Turn) -> OwnView:
        question = questions.open_own(turn.uow, QuestionId(turn.number("question")), by=turn.person)
        pieces = turn.uow.questions.pieces(question.id)
        mine = tuple(piece for piece in pieces if questions.visible(piece, question, by=turn.person))
        return OwnView(question, questions_words.whence(turn.uow, turn.library, question.about), mine)

    def render(self, view: OwnView, say: Say) -> Message:
        question = view.question
        state = say(_STATES[question.state], name=question.taker_name) if question.state in _STATES else Html()
        begun = unsent(view.pieces, ASKER)
        whole = question.waits and not begun  # a message has room for one long text
        asked = questions_words.quoted(
            latest(view.pieces, ASKER), say, questions.LONGEST if whole else questions_words.QUOTED
        )
        shown = questions_words.quoted if begun else questions_words.said
        answer = shown(view.answers, say) if question.answered else Html()
        told = questions_words.said(begun, say) if begun else Html()
        text = paragraphs(questions_words.whence_line(view.whence, say), asked, lines(state, answer), told)
        asks = _more(say) if begun else Html() if question.waits else say("Does the answer help?")
        return Message(text, self._rows(view, bool(begun), say), asks=asks)

    def _rows(self, view: OwnView, begun: bool, say: Say) -> list[list[Button]]:
        if begun:
            return _collected(view.question.id, say)
        helps = Button(say("👍 That helps"), Tap("helped")) if view.question.state is QuestionState.ANSWERED else None
        more = Button(say("❓ Ask more"), Go("ask.more", {"question": view.question.id}))
        play = questions_words.play_button(view.answers, say, "play") if view.question.answered else None
        return column([helps, play, more, Button(say("◀ Back"), Back())])

    def on_answer(self, turn: Turn, view: OwnView, answer: Answer) -> Go:
        questions.ask_more(turn.uow, view.question.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question.id})

    def tap_send(self, turn: Turn, view: OwnView) -> Go:
        questions.send(turn.uow, turn.library, view.question.id, by=turn.person, now=turn.now)
        return Go("ask.question", {"question": view.question.id}, note=turn.say(_SENT))

    def tap_anew(self, turn: Turn, view: OwnView) -> Go:
        questions.drop(turn.uow, view.question.id, by=turn.person)
        return Go("ask.more", {"question": view.question.id})

    def tap_helped(self, turn: Turn, view: OwnView) -> Go:
        questions.helped(turn.uow, view.question.id, by=turn.person, now=turn.now)
        note = turn.say("Thank you. {name} will be glad to hear it", name=view.question.taker_name)
        return Go("ask.question", {"question": view.question.id}, note=note)

    def tap_play(self, turn: Turn, view: OwnView) -> Go:
        rest = questions.play(
            turn.uow, view.question.id, EXPERT, chat=turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go("ask.question", {"question": view.question.id}, fresh=True, regrets=more(turn, "play", rest))


class More(Own):
    """The same question while somebody asks more about it."""

    name = "ask.more"
    help: ClassVar[str] = mark("Say what is not clear yet, in text, voice or photos. Then press Send")

    def render(self, view: OwnView, say: Say) -> Message:
        begun = unsent(view.pieces, ASKER)
        answer = questions_words.quoted(view.answers, say)
        ask = say("What more do you want to know? You can write, speak or send a photo")
        back = [[Button(say("◀ Back"), Go("ask.question", {"question": view.question.id}))]]
        rows = _collected(view.question.id, say) if begun else back
        return Message(paragraphs(answer, questions_words.said(begun, say)), rows, asks=_more(say) if begun else ask)
