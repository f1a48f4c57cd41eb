"""One question as experts and staff see it: taken, answered, given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, number
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import PlanId, QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import ADVISERS
from bot.domain.questions import ASKER, EXPERT, Piece, Question, QuestionState, latest, unsent
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.questions import words
from bot.screens.questions.views import head
from bot.screens.questions.words import Whence
from bot.screens.widgets.answers import parts_words
from bot.screens.widgets.more import begin, more
from bot.services.questions import questions


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as an expert sees it; `group` is None where the expert is not to know it."""

    question: Question
    group: Group | None
    whence: Whence
    stands: Html  # what the group has written at the step that the question is about
    pieces: tuple[Piece, ...]
    mine: bool
    published: bool


class OneQuestion(Screen[QuestionView]):
    """Words, voices and pictures sent here are put together to an answer."""

    name = "questions.page"
    args = ("question",)
    roles = ADVISERS
    asks = True
    appends = True
    help: ClassVar[str] = mark(
        "Take the question, then write, speak or send photos. Press Send when your answer is complete"
    )

    def load(self, turn: Turn) -> QuestionView:
        question = questions.open_to_answer(turn.uow, QuestionId(turn.number("question")), by=turn.person)
        public = turn.uow.questions.public_of(question.id)
        group = questions.asked_by(turn.uow, question, by=turn.person)
        pieces = turn.uow.questions.pieces(question.id)
        return QuestionView(
            question,
            group,
            words.whence(turn.uow, turn.library, question.about),
            _stands(turn, question) if group else Html(),
            tuple(piece for piece in pieces if questions.visible(piece, question, by=turn.person)),
            question.taker == turn.me and question.state is not QuestionState.ASKED,
            bool(public and public.published_at),
        )

    def render(self, view: QuestionView, say: Say) -> Message:
        question, begun = view.question, unsent(view.pieces, EXPERT)
        answered = latest(view.pieces, EXPERT)
        text = paragraphs(
            lines(head(question, view.group, say), words.whence_line(view.whence, say), view.stands),
            self._before(view, say),
            self._question(view, bool(begun), say),
            lines(say("💬 {name} has answered:", name=question.taker_name), words.said(answered, say))
            if question.answered
            else "",
            words.said(begun, say) if view.mine else "",
            self._ask(view, bool(begun), say),
        )
        return Message(text, self._rows(view, bool(begun), say))

    def _question(self, view: QuestionView, begun: bool, say: Say) -> Html:
        """What is to be answered; shortened while an answer is put together, for a message has room for one of them."""
        asked = latest(view.pieces, ASKER)
        if view.question.answered:
            return Html()
        return words.quoted(asked, say) if begun and view.mine else words.said(asked, say)

    def _before(self, view: QuestionView, say: Say) -> Html:
        """What was asked or answered before, shortened."""
        if view.question.answered:
            return words.quoted(latest(view.pieces, ASKER), say)
        first, answer = words.first_asked(view.pieces), latest(view.pieces, EXPERT)
        return lines(words.quoted(first, say), words.quoted(answer, say)) if answer else Html()

    def _ask(self, view: QuestionView, begun: bool, say: Say) -> Html:
        if begun and view.mine:
            return say("Add more, or press Send")
        if view.question.state is QuestionState.TAKEN and view.mine:
            return say("You can write, speak or send a photo")
        if view.question.state is QuestionState.TAKEN:
            return say("⏳ {name} is going to answer", name=view.question.taker_name)
        return Html()

    def _rows(self, view: QuestionView, begun: bool, say: Say) -> list[list[Button]]:
        question = view.question
        back = Button(say("◀ Back"), Back())
        play = words.play_button(latest(view.pieces, ASKER), say, "play")
        if begun and view.mine:
            return column(
                [Button(say("📤 Send the answer"), Tap("send")), Button(say("🗑 Begin again"), Tap("anew")), back]
            )
        take = Button(say("✋ I will answer"), Tap("take")) if question.state is QuestionState.ASKED else None
        give = (
            Button(say("↩️ Give it back"), Tap("giveback"))
            if question.state is QuestionState.TAKEN and view.mine
            else None
        )
        public = Button(
            say("🌐 Published: change it") if view.published else say("🌐 Publish without names"),
            Go("questions.publish", {"question": question.id}, push=True),
        )
        return [*column([play, take, public if question.answered else None]), row(give, back)]

    def on_answer(self, turn: Turn, view: QuestionView, answer: Answer) -> Go:
        questions.write(turn.uow, turn.library, view.question.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question.id})

    def tap_take(self, turn: Turn, view: QuestionView) -> Go:
        questions.take(turn.uow, turn.library, view.question.id, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question.id}, note=turn.say("It is yours to answer now"))

    def tap_giveback(self, turn: Turn, view: QuestionView) -> Go:
        questions.hand_back(turn.uow, turn.library, view.question.id, by=turn.person, now=turn.now)
        return Go("questions.queue", note=turn.say("Given back. The others know that it waits again"))

    def tap_anew(self, turn: Turn, view: QuestionView) -> Go:
        questions.write_anew(turn.uow, view.question.id, by=turn.person)
        return Go(self.name, {"question": view.question.id})

    def tap_send(self, turn: Turn, view: QuestionView) -> Go:
        questions.reply(turn.uow, view.question.id, by=turn.person, now=turn.now)
        note = turn.say("✅ Your answer is on its way")
        return Go(self.name, {"question": view.question.id}, note=note)

    def tap_play(self, turn: Turn, view: QuestionView) -> Go:
        rest = questions.play(
            turn.uow, view.question.id, ASKER, chat=turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go(self.name, {"question": view.question.id}, fresh=True, regrets=more(turn, "play", rest))


def _stands(turn: Turn, question: Question) -> Html:
    """What the group has written at the step that was asked about."""
    about = question.about
    if about.kind != "step":
        return Html()
    answer = turn.uow.answers.get(PlanId(number(about.subject)), about.part)
    return Html(f"<i>{parts_words(answer.parts, turn.say, words.QUOTED)}</i>") if answer else Html()
