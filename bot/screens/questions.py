"""The experts' queue: questions that wait, those one has in hand, and the page on which a question is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group
from bot.domain.ids import PlanId, QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.questions import ASKER, EXPERT, Piece, Question, QuestionState, latest, unsent
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import questions_words as words
from bot.screens.plan_words import parts_words
from bot.screens.questions_words import Whence
from bot.services import questions
from bot.store.questions import ANSWERERS

ROLES: frozenset[Role] = frozenset(ANSWERERS)
_PAGE = 8  # questions on buttons of one page
command(Command("questions", Go("questions.queue"), mark("Questions to the experts"), roles=ROLES, order=71))


@dataclass(frozen=True, slots=True)
class Item:
    """A question on a button."""

    question: Question
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    mine: tuple[Item, ...]
    waiting: tuple[Item, ...]
    page: int


class Queue(Screen[QueueView]):
    """Everything that waits for an answer: first what this expert has in hand, then what nobody has."""

    name = "questions.queue"
    args = ("page",)
    roles = ROLES
    help: ClassVar[str] = mark("Open a question and take it: then it is yours to answer. ✋ are those you have in hand")

    def load(self, turn: Turn) -> QueueView:
        repository, page = turn.uow.questions, turn.args.get("page", 0)
        mine = tuple(_item(turn, question) for question in repository.of_taker(turn.me))
        waiting = tuple(_item(turn, question) for question in repository.waiting() if question.asker != turn.me)
        return QueueView(mine, waiting, page if isinstance(page, int) else 0)

    def render(self, view: QueueView, say: Say) -> Message:
        buttons = [_button(item, "✋", say) for item in view.mine] + [_button(item, "⏳", say) for item in view.waiting]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = paragraphs(
            bold(say("❓ Questions to the experts")),
            lines(
                say("✋ You have in hand: {n}", n=len(view.mine)) if view.mine else "",
                say("⏳ They wait for an expert: {n}", n=len(view.waiting)) if buttons else say("No question waits"),
            ),
        )
        done = Button(say("💬 Answered questions"), Go("questions.answered", push=True))
        return Message(text, column([*shown, before, more, done, Button(say("◀ Back"), Back())]))


class Answered(Screen[QueueView]):
    """What was answered, to be published."""

    name = "questions.answered"
    args = ("page",)
    roles = ROLES
    help: ClassVar[str] = mark("Open a question to publish it without names, so that everybody can find it")

    def load(self, turn: Turn) -> QueueView:
        page = turn.args.get("page", 0)
        found = tuple(_item(turn, question) for question in turn.uow.questions.answered())
        return QueueView((), found, page if isinstance(page, int) else 0)

    def render(self, view: QueueView, say: Say) -> Message:
        shown, page, pages = paged([_button(item, "💬", say) for item in view.waiting], view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        text = lines(bold(say("💬 Answered questions")), say("Answered so far: {n}", n=len(view.waiting)))
        return Message(text, column([*shown, before, more, Button(say("◀ Back"), Back())]))


def _item(turn: Turn, question: Question) -> Item:
    return Item(question, tuple(turn.uow.questions.pieces(question.id)))


def _button(item: Item, sign: str, say: Say) -> Button:
    label = f"{sign} {words.short(words.first_asked(item.pieces), say)}"
    return Button(label, Go("questions.page", {"question": item.question.id}, push=True))


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
    """A question with its context; words, voices and pictures sent here are put together to an answer."""

    name = "questions.page"
    args = ("question",)
    roles = ROLES
    asks = True
    appends = True
    help: ClassVar[str] = mark(
        "Take the question, then write, speak or send photos. Press Send when your answer is complete"
    )

    def load(self, turn: Turn) -> QuestionView:
        question = questions.to_answer(turn.uow, QuestionId(turn.number("question")), by=turn.person)
        public = turn.uow.questions.public_of(question.id)
        group = questions.asked_by(turn.uow, question, turn.person)
        pieces = turn.uow.questions.pieces(question.id)
        return QuestionView(
            question,
            group,
            words.whence(turn.uow, turn.library, question.about),
            _stands(turn, question) if group else Html(),
            tuple(piece for piece in pieces if questions.visible(piece, question, turn.person)),
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
        questions.play(turn.uow, view.question.id, ASKER, chat=turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question.id}, fresh=True)


def head(question: Question, group: Group | None, say: Say) -> Html:
    """Who asks, as far as the reader is to know."""
    if group is None and question.group:
        return bold(say("❓ A farmer asks"))
    asks = bold(say("❓ {name} asks", name=question.asker_name))
    return lines(asks, say("{group}, {village} village", group=group.name, village=group.village) if group else "")


def _stands(turn: Turn, question: Question) -> Html:
    """What the group has written at the step that was asked about."""
    about = question.about
    if about.kind != "step" or not about.subject.isdecimal():
        return Html()
    answer = turn.uow.plans.answer(PlanId(int(about.subject)), about.place)
    return Html(f"<i>{parts_words(answer.parts, turn.say, words.QUOTED)}</i>") if answer else Html()
