"""What experts, staff and askers are told about questions."""

from __future__ import annotations

from typing import TypeAlias

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Medium, Message, column
from bot.chat.notice import Occasion, notice
from bot.domain.notices.questions import (
    QuestionAnswered,
    QuestionAsked,
    QuestionHelped,
    QuestionMore,
    QuestionPiece,
    QuestionTaken,
    QuestionWaits,
    QuestionWaitsLong,
)
from bot.domain.people import ADVISERS
from bot.domain.questions import ASKER, EXPERT, Piece, Question, QuestionState, latest
from bot.i18n import Html, Say, lines, paragraphs
from bot.screens.questions import words
from bot.screens.questions.views import head
from bot.services.questions import questions

_About: TypeAlias = (
    QuestionAsked
    | QuestionTaken
    | QuestionMore
    | QuestionWaits
    | QuestionWaitsLong
    | QuestionHelped
    | QuestionPiece
    | QuestionAnswered
)


def _found(occasion: Occasion[_About]) -> tuple[Question, list[Piece]] | None:
    question = occasion.uow.questions.get(occasion.what.question)
    return (question, occasion.uow.questions.pieces(question.id)) if question else None


def _to_expert(occasion: Occasion[_About]) -> tuple[Question, Html] | None:
    """A question and how an expert sees it; None for somebody who is none any more."""
    found, person = _found(occasion), occasion.person
    if found is None or person is None or not person.roles & ADVISERS:
        return None
    question, pieces = found
    where = words.whence(occasion.uow, occasion.programme.library, question.about)
    group = questions.asked_by(occasion.uow, question, by=person)
    who = lines(head(question, group, occasion.say), words.whence_line(where, occasion.say))
    return question, paragraphs(who, words.quoted(latest(pieces, ASKER), occasion.say))


def _open(question: Question, say: Say) -> Button:
    return Button(say("📖 Open"), Go("questions.page", {"question": question.id}, push=True))


@notice(QuestionAsked, screen="questions.page")
def asked(occasion: Occasion[QuestionAsked]) -> Message | None:
    """To the experts: one of you may take it."""
    found = _to_expert(occasion)
    if found is None or found[0].state is not QuestionState.ASKED:
        return None
    question, text = found
    take = Button(occasion.say("✋ I will answer"), Tap("take"))
    return Message(text, column([take, _open(question, occasion.say)]))


@notice(QuestionTaken, screen="questions.page")
def taken(occasion: Occasion[QuestionTaken]) -> Message | None:
    """What that message becomes for the others when one has taken it."""
    found = _to_expert(occasion)
    if found is None or found[0].taker is None:
        return None
    question, text = found
    whose = occasion.say("⏳ {name} is going to answer", name=question.taker_name)
    return Message(paragraphs(text, whose), [[_open(question, occasion.say)]])


@notice(QuestionMore, screen="questions.page")
def more(occasion: Occasion[QuestionMore]) -> Message | None:
    """To the expert who answered: the asker asks more."""
    found = _to_expert(occasion)
    if found is None or not found[0].waits:
        return None
    return Message(found[1], [[_open(found[0], occasion.say)]])


@notice(QuestionWaits, screen="questions.page")
def waits(occasion: Occasion[QuestionWaits]) -> Message | None:
    """To whoever has the question in hand, else to all experts: it has waited for days."""
    found = _to_expert(occasion)
    if found is None or not found[0].waits:
        return None
    question, text = found
    note = occasion.say("⏰ This question still waits for an answer")
    take = Button(occasion.say("✋ I will answer"), Tap("take")) if question.state is QuestionState.ASKED else None
    return Message(paragraphs(note, text), column([take, _open(question, occasion.say)]))


@notice(QuestionWaitsLong, screen="questions.page")
def waits_long(occasion: Occasion[QuestionWaitsLong]) -> Message | None:
    """To staff: no expert has answered."""
    found = _to_expert(occasion)
    if found is None or not found[0].waits:
        return None
    question, text = found
    say = occasion.say
    nobody = say("⏰ Nobody has taken this question yet. Please ask an expert")
    slow = say("⏰ {name} has not answered this question yet. Please ask them", name=question.taker_name)
    return Message(paragraphs(slow if question.taker else nobody, text), [[_open(question, say)]])


@notice(QuestionHelped, screen="questions.page")
def helped(occasion: Occasion[QuestionHelped]) -> Message | None:
    """To the expert: the answer helps."""
    found = _to_expert(occasion)
    if found is None:
        return None
    return Message(paragraphs(occasion.say("👍 Your answer helps"), found[1]), [[_open(found[0], occasion.say)]])


@notice(QuestionPiece, screen="ask.question")
def piece(occasion: Occasion[QuestionPiece]) -> Message | None:
    """To the asker: a voice or picture of the answer, unless they fetch such things themselves."""
    found = _found(occasion)
    wanted = next((one for one in found[1] if one.id == occasion.what.piece), None) if found else None
    kept = occasion.uow.media.get(wanted.medium) if wanted and wanted.medium else None
    if found is None or kept is None or occasion.say.light:
        return None
    return Message(
        occasion.say("💬 {name} has answered", name=found[0].taker_name),
        medium=Medium(kept.kind, file_id=kept.file_id, path=kept.path, name=kept.name),
    )


@notice(QuestionAnswered, screen="ask.question")
def answered(occasion: Occasion[QuestionAnswered]) -> Message | None:
    """To the asker: the answer, below the question."""
    found = _found(occasion)
    if found is None or not found[0].answered:
        return None
    question, pieces = found
    say, answers = occasion.say, latest(pieces, EXPERT)
    text = paragraphs(
        say("💬 {name} has answered:", name=question.taker_name),
        words.quoted(latest(pieces, ASKER), say),
        words.said(answers, say),
    )
    rows = [
        Button(say("👍 That helps"), Tap("helped")),
        words.play_button(answers, say, "play"),
        Button(say("❓ Ask more"), Go("ask.more", {"question": question.id}, push=True)),
    ]
    return Message(text, column(rows), asks=say("Does the answer help?"))
