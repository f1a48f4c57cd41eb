"""States of lessons, recordings and questions that the demo lacks, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.address import Go
from bot.content import pieces
from bot.domain.ids import QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.questions import About
from bot.gallery.demo_data import DemoData
from bot.services import narrations, search
from bot.services.lessons import lessons
from bot.services.questions import questions


def learning_pages(demo: DemoData) -> Iterator[Go]:
    noy = demo.people["noy"].id
    lessons.answer(demo.uow, demo.library, "costs", 0, 0, by=noy, now=demo.now)  # not right yet
    for page in ("quiz", "again"):
        yield Go(f"lessons.{page}", {"lesson": "costs", "question": 0})
    yield Go("lessons.done", {"lesson": "costs"})
    two = next(lesson for lesson in demo.library.lessons if len(lesson.quizzes) > 1)
    lessons.answer(demo.uow, demo.library, two.key, 0, two.quizzes[0].right, by=noy, now=demo.now)
    yield Go("lessons.right", {"lesson": two.key, "question": 0})
    last = demo.library.lesson("costs")
    yield Go("lessons.card", {"lesson": "costs", "card": len(last.cards) - 1 if last else 0})
    yield Go("search.page", {"words": search.packed("ໝູ vaccine")})
    yield Go("calculator.costs", {"choices": "6000000"})
    yield Go("calculator.kilos", {"costs": 6_000_000})
    yield Go("calculator.price", {"costs": 6_000_000, "grams": 1_500_000})


def voice_pages(demo: DemoData) -> Iterator[Go]:
    """A card that was spoken twice, one of other words, one that waits to be kept, and a language that is empty."""
    mali, library = demo.people["mali"], demo.library
    cards = [piece for piece in pieces.of_library(library) if piece.part == "costs"][:3]
    for piece in (cards[0], cards[0], *cards[1:]):
        medium = demo.uow.media.add(now=demo.now, kind="voice", file_id="voice", seconds=24, size=96_000)
        said = Answer("voice", medium=medium, seconds=24)
        narration = narrations.speak(demo.uow, piece, "lo", said, by=mali, now=demo.now)
        if piece != cards[2]:
            narrations.keep(demo.uow, piece, "lo", by=mali, now=demo.now)
        if piece == cards[1]:
            demo.uow.narrations.put(narration, version="of other words")
        yield Go("record.piece", {"language": "lo", "text": piece.code})
    yield Go("record.history", {"language": "lo", "text": cards[0].code})
    yield Go("record.found", {"language": "alak", "words": search.packed("ຕົ້ນທຶນ")})
    added, _ = narrations.add_language(demo.uow, library, "ລະແວ", by=mali, now=demo.now)
    yield Go("record.language", {"language": added.key})


def question_pages(demo: DemoData) -> Iterator[Go]:
    """Noy's question is answered, and she has begun another one; Seng has one that waits."""
    uow, library, now = demo.uow, demo.library, demo.now
    noy, seng, kham = (demo.people[key] for key in ("noy", "seng", "kham"))
    asked = [_ask(demo, noy, "ໜໍ່ຫ່ຽວຍ້ອນຫຍັງ?"), _ask(demo, seng, "ໃສ່ຝຸ່ນເທົ່າໃດ?")]
    questions.write(uow, library, asked[0], Answer("text", "ຍ້ອນນ້ຳຖ້ວມຮາກ. ເຮັດຮ່ອງລະບາຍນ້ຳ"), by=kham, now=now)
    questions.reply(uow, asked[0], by=kham, now=now)
    about = About("lesson", "costs", "do")
    questions.begin(uow, about, Answer("text", "ຕົ້ນທຶນ ລວມຄ່າແຮງງານບໍ?"), by=noy, now=now)
    for page in ("question", "more"):
        yield from (Go(f"ask.{page}", {"question": question}) for question in asked)


def _ask(demo: DemoData, asker: Person, words: str) -> QuestionId:
    questions.begin(demo.uow, About(), Answer("text", words), by=asker, now=demo.now)
    draft = demo.uow.questions.draft(asker.id)
    assert draft is not None, "it was begun a moment ago"
    questions.send(demo.uow, demo.library, draft.id, by=asker, now=demo.now)
    return draft.id
