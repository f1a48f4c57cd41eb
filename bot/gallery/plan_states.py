"""States of plans, actions and stories that the demo lacks, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.chat.address import Go, day_written
from bot.domain.incoming import Answer
from bot.domain.plans import Part, Plan, PlanState
from bot.domain.reminders import CheckInAnswer, Help
from bot.gallery.demo_data import KINDS, DemoData
from bot.services import help_requests, stories
from bot.services.actions import checkins
from bot.services.groups import members
from bot.services.money import expenses, incomes
from bot.services.plans import actions, agreements, wordings
from bot.services.reminders import holidays
from bot.services.reviews import reviews
from bot.services.rounds import own_days


def plan_pages(demo: DemoData) -> Iterator[Go]:
    plan, action = demo.followed_up()
    noy = demo.people["noy"]
    draft = demo.uow.plans.of_group(demo.programme.groups["asparagus"], demo.programme.rounds["second"]) or plan
    said = (Part("text", "ໝາກນ້ອຍ ຍ້ອນມີໜໍ່ຫຼາຍ"),)
    demo.uow.answers.put(draft.id, "problem", said, demo.people["seng"].id, now=demo.now)
    demo.uow.answers.propose(draft.id, "problem", (Part("text", "ດິນບໍ່ດີ"),), noy.id, now=demo.now)
    yield from _wording_pages(demo, draft)
    yield Go("plan.conflict", {"plan": draft.id, "step": "problem"})
    old = demo.uow.answers.put(draft.id, "results", (Part("text", "ຂາຍໄດ້ຫຼາຍ"),), noy.id, now=demo.now)
    demo.uow.answers.put(draft.id, "results", (Part("text", "ຂາຍໄດ້ 2 ເທົ່າ"),), noy.id, now=demo.now)
    yield Go("plan.earlier", {"plan": draft.id, "step": "results", "which": old})
    learned = demo.uow.answers.put(draft.id, "learned", (Part("text", "ໃນລະດູແລ້ງ"),), noy.id, now=demo.now)
    yield Go("plan.move", {"plan": draft.id, "step": "learned", "goal": "idea", "seen": learned})
    yield Go("plan.send", {"plan": draft.id})
    yield from (Go(page, {"plan": draft.id}) for page in ("plan.agree", "plan.since"))
    yield Go("plan.add", {"plan": draft.id, "step": "results"})
    newest = demo.uow.submissions.latest(plan.id)
    yield Go("plan.sent", {"submission": newest.id if newest else 0})
    yield from (Go(page, {"plan": plan.id}) for page in ("plan.comments", "plan.reopen", "plan.passed"))
    yield from _returned_pages(demo)
    mine = actions.add(demo.uow, draft.id, "ຊື້ກະຕ່າ", by=noy, now=demo.now)
    actions.say(demo.uow, mine, "what", "ຊື້ກະຕ່າໃສ່ໜໍ່", by=noy, now=demo.now)
    yield Go("plan.line", {"which": demo.uow.line_values.of(mine)[0].id})
    others = actions.say(demo.uow, mine, "what", "ຊື້ກະຕ່າໃຫຍ່", by=demo.people["seng"], now=demo.now)
    yield Go("plan.which", {"which": others or 0})
    yield Go("plan.sure", {"action": mine, "field": "cost", "choices": f"{500_000:x}"})
    yield Go("plan.field", {"action": mine, "field": "due"})
    yield Go("plan.span", {"action": mine, "first": 900, "last": 906})
    yield Go("plan.season", {"action": mine, "field": "due", "season": 6, "beside": 0})
    due = (demo.now + timedelta(days=9)).date().toordinal()
    yield Go("actions.day", {"action": action.id, "choices": f"{due:x}"})
    yield Go("actions.sum", {"action": action.id, "choices": f"{500_000:x}"})
    for page in ("cost", "photo", "late", "when", "help", "checkin", "history", "shared"):
        yield Go(f"actions.{page}", {"action": action.id})
    codes = "-".join(f"g{demo.programme.groups[key]}" for key in ("asparagus", "banana"))
    yield Go("actions.meant", {"which": "all", "codes": codes})
    spent = expenses.add(demo.uow, action.id, 450_000, by=noy, now=demo.now)
    yield Go("money.expense", {"expense": spent})
    yield Go("money.strike", {"expense": spent})
    group = demo.programme.groups["asparagus"]
    got = incomes.add(demo.uow, group, 5_000_000, "project", by=noy, now=demo.now)
    yield Go("money.received", {"group": group})
    yield Go("money.receive", {"group": group, "choices": f"{300_000:x}"})
    yield Go("money.receive", {"group": group, "choices": f"{300:x}-{300_000:x}"})
    yield Go("money.income", {"income": got})
    yield Go("money.unreceive", {"income": got})
    due_on, library = (demo.now + timedelta(days=9)).date(), demo.library
    late = checkins.late(demo.uow, library, action.id, due_on, by=noy, seen=action.revision, now=demo.now)
    yield Go("actions.why", {"checkin": late})
    request = help_requests.ask(
        demo.uow, library, action.id, Help.MARKET, by=noy, seen=action.revision + 1, now=demo.now
    )
    yield from (Go(page, {"checkin": request.id}) for page in ("actions.answer", "help_requests.mine"))


def _returned_pages(demo: DemoData) -> Iterator[Go]:
    """A plan that came back, whose last day an outage has moved."""
    plan = demo.uow.plans.add(demo.programme.groups["banana"], demo.programme.rounds["second"], now=demo.now)
    demo.uow.plans.change(plan, now=demo.now, state=PlanState.RETURNED.value)
    demo.uow.plans.set_deadline(plan, demo.now + timedelta(days=60), now=demo.now)
    own_days.make_up(demo.uow, demo.now, timedelta(days=1), now=demo.now)
    yield Go("plan.until", {"plan": plan})
    day = day_written((demo.now + timedelta(days=90)).date())
    yield Go("plan.until", {"plan": plan, "month": 0, "day": day})


def _wording_pages(demo: DemoData, plan: Plan) -> Iterator[Go]:
    """A voice beside some written words, and what Mali wrote down of it."""
    voice = demo.uow.media.add(now=demo.now, kind="voice", file_id="voice", seconds=42)
    said = (Part("voice", "", voice, 42), Part("text", "ຂາຍໄດ້ໜ້ອຍ"))
    demo.uow.answers.put(plan.id, "risks", said, demo.people["seng"].id, now=demo.now)
    piece = next(wordings.pieces(demo.uow.answers.of_plan(plan.id)["risks"]))
    words = "ຖ້າຝົນຕົກຫຼາຍ ທາງຂາດ ພວກເຮົາຈະຂົນທາງເຮືອ"
    wordings.write(demo.uow, plan.id, piece, "said", words, by=demo.people["mali"], now=demo.now)
    here: dict[str, int | str] = {"plan": plan.id, "step": "risks"}
    yield Go("plan.step", here)
    yield Go("wording.pieces", here)
    for kind in ("said", "en"):
        yield Go("wording.write", here | {"piece": piece.key, "kind": kind})


def agreement_pages(demo: DemoData) -> Iterator[Go]:
    """A member who does not agree, one without a phone, and a second version of a plan that was sent."""
    uow, noy, seng = demo.uow, demo.people["noy"], demo.people["seng"]
    group = demo.programme.groups["asparagus"]
    draft, (sent, _) = uow.plans.of_group(group, demo.programme.rounds["second"]), demo.followed_up()
    members.enter(uow, group, "ຄຳ", by=noy, now=demo.now)
    assert draft is not None, "the demo writes a plan of the second round"
    agreements.give(uow, draft, by=seng, agrees=False, revision=draft.revision, now=demo.now)
    agreements.explain(uow, draft, Answer("text", "ລາຄາແພງໂພດ"), by=seng, now=demo.now)
    yield from (Go(f"plan.{page}", {"plan": draft.id}) for page in ("told", "check"))
    yield Go("plan.objection", {"plan": draft.id, "member": seng.id})
    yield Go("group_chat.agree", {"plan": draft.id})
    first = uow.submissions.latest(sent.id)
    assert first is not None, "the demo follows up a plan that was sent"
    content = {**first.content, "title": "ໜໍ່ໄມ້ຝຣັ່ງຕະຫຼອດປີ"}
    second = uow.submissions.freeze(sent.id, noy.id, content, revision=sent.revision, now=demo.now)
    yield Go("plan.versions", {"plan": sent.id})
    yield Go("plan.changes", {"submission": second})
    kham = demo.people["kham"]
    again = uow.reviews.assign(second, kham.id, now=demo.now)
    assert again is not None, "nobody was asked to read it yet"
    uow.plans.change(sent.id, now=demo.now, state="submitted")
    reviews.accept(uow, again, by=kham)
    uow.plans.change(sent.id, now=demo.now, state=sent.state.value)
    yield Go("review.changes", {"assignment": again})


def reminder_pages(demo: DemoData) -> Iterator[Go]:
    _, action = demo.followed_up()
    asked = demo.uow.reminders.check_in(action.id, demo.people["noy"].id, CheckInAnswer.STARTED, now=demo.now)
    yield Go("actions.undo", {"checkin": asked})
    first, last = ((demo.now + timedelta(days=days)).date() for days in (140, 142))
    mali, today = demo.people["mali"], demo.now.date()
    holiday = holidays.add(demo.uow, first, last, by=mali, today=today, now=demo.now)
    holidays.rename(demo.uow, holiday, "ບຸນປີໃໝ່ຂອງເມືອງ", by=mali)
    yield Go("holidays.new", {"first": f"{first:%Y%m%d}"})
    yield Go("holidays.sure", {"first": f"{first:%Y%m%d}", "last": f"{last:%Y%m%d}"})
    yield from (Go(f"holidays.{page}", {"holiday": holiday}) for page in ("page", "name"))


def step_kind_pages(demo: DemoData) -> Iterator[Go]:
    """A plan with a step of every kind, some of whose answers wait for being read back."""
    round_ = demo.add_round("open", KINDS)
    plan, noy = demo.uow.plans.add(demo.programme.groups["asparagus"], round_, now=demo.now), demo.people["noy"].id
    said = {"date": ("15/1/2027", "ຫຼັງເກັບກ່ຽວເຂົ້າ"), "money": ("50",), "number": ("ຫຼາຍ",)}
    for step in demo.library.form_of(KINDS).steps:
        here: dict[str, int | str] = {"plan": plan, "step": step.key}
        yield Go("plan.step", here)
        yield from (Go(page, here) for page in ("plan.day", "plan.seasons"))
        for words in said.get(step.kind, ())[-1:]:
            demo.uow.answers.propose(plan, step.key, (Part("text", words),), noy, now=demo.now)
            yield Go("plan.meant", here)
    demo.uow.answers.put(plan, "weather", (Part("text", "ຝົນຫຼາຍ"),), noy, now=demo.now)
    yield Go("plan.dropped", {"plan": plan})


def story_pages(demo: DemoData) -> Iterator[Go]:
    """A story that Noy's group is telling."""
    plan, noy = demo.uow.plans.approved(demo.programme.groups["asparagus"]), demo.people["noy"]
    assert plan is not None
    story = demo.uow.stories.add(plan.id, now=demo.now, next_at=demo.now + timedelta(days=7))
    assert story is not None
    stories.add(demo.uow, plan.id, Answer("text", "ຂາຍໄດ້ຫຼາຍຂຶ້ນ 2 ເທົ່າ"), by=noy, now=demo.now)
    yield from (Go(page, {"plan": plan.id}) for page in ("story.page", "story.pieces", "story.share"))
    yield Go("story.read", {"story": story})
