"""What experts and groups say to each other about a plan, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.address import Go
from bot.domain.ids import AssignmentId, PlanId
from bot.domain.incoming import Answer
from bot.domain.plans import PlanState
from bot.domain.reviews import Word
from bot.gallery.demo_data import DemoData
from bot.services.reviews import echoes, group_questions, reviews


def echo_pages(demo: DemoData) -> Iterator[Go]:
    """A plan of Noy's group came back: of one comment the group says that it is not clear."""
    uow, noy, now = demo.uow, demo.people["noy"], demo.now
    plan, review = _read(demo)
    for step in ("problem", "idea"):
        uow.reviews.comment(review, step, "ຂຽນໃຫ້ຈະແຈ້ງວ່າ ໃຜຊື້ ແລະ ຊື້ເທົ່າໃດ", None, now=now)
    uow.reviews.change(review, state="done", decision="return", decided_at=now)
    uow.plans.change(plan, now=now, state=PlanState.RETURNED.value)
    first = uow.reviews.comments(review)[0]
    here: dict[str, int | str] = {"plan": plan, "comment": first.id}
    yield Go("plan.comments", {"plan": plan})
    yield Go("plan.step", {"plan": plan, "step": "idea"})
    yield Go("plan.helped", here)
    echoes.feel(uow, demo.library, plan, first.id, Word.UNCLEAR, by=noy, now=now)
    said = uow.exchanges.of_comment(first.id)
    assert said is not None, "the group has just said it"
    yield Go("review.reply", {"exchange": said.id})


def ask_pages(demo: DemoData) -> Iterator[Go]:
    """Dr. Kham asks Noy's group one thing, and the group answers."""
    uow, noy, kham, now = demo.uow, demo.people["noy"], demo.people["kham"], demo.now
    _, review = _read(demo)
    here: dict[str, int | str] = {"assignment": review}
    yield Go("review.ask", here)
    group_questions.ask(uow, review, Answer("text", "ໃຜຊື້ໜໍ່ໄມ້ ແລະ ຊື້ເທົ່າໃດ?"), by=kham, now=now)
    asked = uow.exchanges.question(review)
    assert asked is not None, "Dr. Kham has just asked"
    yield Go("plan.asked", {"exchange": asked.id})
    _, other = _read(demo)
    group_questions.ask(uow, other, Answer("text", "ໃຜຊື້ໜໍ່ໄມ້ ແລະ ຊື້ເທົ່າໃດ?"), by=kham, now=now)
    answered = uow.exchanges.question(other)
    assert answered is not None, "Dr. Kham has just asked"
    group_questions.answer_it(uow, answered.id, Answer("text", "ພໍ່ຄ້າຈາກປາກເຊ"), by=noy, now=now)
    yield from (Go(page, {"assignment": other}) for page in ("review.ask", "review.plan"))


def _read(demo: DemoData) -> tuple[PlanId, AssignmentId]:
    """Another plan of Noy's group, which Dr. Kham is reading."""
    uow, kham, now = demo.uow, demo.people["kham"], demo.now
    plan = uow.plans.add(demo.programme.groups["asparagus"], demo.add_round("open"), now=now)
    known = uow.submissions.latest(demo.followed_up()[0].id)
    assert known is not None, "the demo follows up a plan that was sent"
    uow.plans.change(plan, now=now, title="ປູກໜໍ່ໄມ້", state=PlanState.SUBMITTED.value)
    submission = uow.submissions.freeze(plan, demo.people["noy"].id, known.content, revision=1, now=now)
    review = uow.reviews.assign(submission, kham.id, now=now)
    assert review is not None, "nobody was asked to read it yet"
    reviews.accept(uow, review, by=kham)
    return plan, review
