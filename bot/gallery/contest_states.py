"""A competition in each of its phases, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.chat.address import Go, day_written
from bot.domain.contests import Phase, Rules
from bot.domain.experts import PRACTICE
from bot.domain.ids import GroupId, PlanId, RoundId
from bot.domain.incoming import File
from bot.domain.people import Person
from bot.domain.plans import RoundState
from bot.domain.reviews import Reading, ReviewState, Said
from bot.gallery.demo_data import DemoData
from bot.screens.contest.views import number
from bot.services import media
from bot.services.contests import contests, peers, pitches, practice, shared_plans, visits
from bot.services.reviews import reviews


def contest_pages(demo: DemoData) -> Iterator[Go]:
    """The demo's second round as a competition that staff prepare."""
    uow, mali, round_id = demo.uow, demo.people["mali"], demo.programme.rounds["second"]
    contests.begin(uow, round_id, by=mali, now=demo.now)
    contests.set_prize(uow, round_id, 1, "ເຄື່ອງສູບນ້ຳ", by=mali, now=demo.now)
    contests.set_categories(uow, round_id, "ກຸ່ມແມ່ຍິງ, ໄວໜຸ່ມ", by=mali, now=demo.now)
    here: dict[str, int | str] = {"round": round_id}
    yield from (Go(f"contest.{page}", here) for page in ("page", "days", "rules", "sheet", "categories"))
    yield Go("contest.prize", here | {"position": 1})
    yield Go("contest.sure", here | {"phase": number(Phase.PRESENTING)})
    phase: dict[str, int | str] = {"phase": number(Phase.PEERS)}
    yield Go("contest.day", here | phase)
    yield Go("contest.day", here | phase | {"day1": day_written((demo.now + timedelta(days=50)).date())})


def peer_pages(demo: DemoData) -> Iterator[Go]:
    """Noy's group tells about its plan, and hears two others."""
    uow, noy, now = demo.uow, demo.people["noy"], demo.now
    telling, hearing = (_contest(demo, phase) for phase in (Phase.PRESENTING, Phase.PEERS))
    groups = [demo.programme.groups[key] for key in ("asparagus", "newcomers")]
    own, _ = (_plan(demo, telling, group) for group in groups)
    _, other = (_plan(demo, hearing, group) for group in groups)
    yield Go("pitch.page", {"plan": own})
    voice = media.receive(uow, File("voice", "pitch", seconds=62, size=9000), "", by=noy, now=now)
    photo = media.receive(uow, File("photo", "pitch-photo", size=9000), "", by=noy, now=now)
    for answer in (photo, voice):
        pitches.tell(uow, own, answer, by=noy, now=now)
    yield Go("pitch.page", {"plan": own})
    yield Go("pitch.dice", {"plan": own})
    for round_id in (telling, hearing, demo.programme.rounds["second"]):
        yield Go("peers.list", {"round": round_id})
    yield from (Go("peers.rule", {"round": telling, "page": page}) for page in range(4))
    coming = demo.add_round("draft")
    contests.begin(uow, coming, by=demo.people["mali"], now=now)
    yield from (Go(page, {"round": coming}) for page in ("contest.page", "contest.tell"))
    yield Go("rounds.sure", {"round": coming, "what": "open"})
    yield Go("contest.stars", {"round": hearing})
    uow.pitches.let_hear(other, groups[0], 1)
    yield Go("peers.list", {"round": hearing})
    [one] = uow.pitches.of_group(groups[0], hearing)
    yield Go("peers.stars", {"hearing": one.id})
    peers.give(uow, one.id, 2, by=noy, now=now)
    yield Go("peers.list", {"round": hearing})
    yield Go("peers.given", {"round": hearing})
    yield from _own_stars(demo)
    yield Go("contest.stars", {"round": hearing})


def _own_stars(demo: DemoData) -> Iterator[Go]:
    """What others said of Noy's plan, once the results are out."""
    uow, now = demo.uow, demo.now
    for count in (5, 2):
        found = _contest(demo, Phase.RELEASED)
        uow.rounds.change(found, state=RoundState.RELEASED)
        plan = _plan(demo, found, demo.programme.groups["asparagus"])
        others = [one.id for one in uow.groups.all_in_state("active") if one.id != demo.programme.groups["asparagus"]]
        for place, group in enumerate(others[:count], 1):
            uow.pitches.let_hear(plan, group, place)
        for index, one in enumerate(uow.pitches.of_round(found)):
            uow.pitches.give(one.id, (3, 3, 2, 3, 1)[index], demo.people["noy"].id, now=now)
        yield Go("peers.got", {"plan": plan})
    yield Go("peers.list", {"round": found})


def _contest(demo: DemoData, phase: Phase) -> RoundId:
    """Another round that is a competition in this phase."""
    found = demo.add_round("open")
    contests.begin(demo.uow, found, by=demo.people["mali"], now=demo.now)
    demo.uow.contests.change(found, phase=phase.value)
    return found


def _plan(demo: DemoData, round_id: RoundId, group: GroupId) -> PlanId:
    """The plan of a group there, which it has sent."""
    plan = demo.uow.plans.add(group, round_id, now=demo.now)
    demo.uow.plans.change(plan, now=demo.now, title="ປູກຜັກຂາຍ", state="submitted")
    return plan


def expert_pages(demo: DemoData) -> Iterator[Go]:
    """Dr. Kham reads a plan for the decision; staff see who reads what and the points."""
    uow, kham, now = demo.uow, demo.people["kham"], demo.now
    found = _contest(demo, Phase.EXPERTS)
    content = {"title": "ປູກຜັກຂາຍ", "form": demo.library.form.version}
    plan = _plan(demo, found, demo.programme.groups["newcomers"])
    known = uow.submissions.latest(demo.followed_up()[0].id)
    submission = uow.submissions.freeze(plan, kham.id, known.content if known else content, revision=1, now=now)
    reading = uow.reviews.assign(submission, kham.id, now=now, kind=Reading.FIRST)
    assert reading is not None, "nobody was asked to read it yet"
    reviews.accept(uow, reading, by=kham)
    here: dict[str, int | str] = {"assignment": reading}
    yield Go("review.judge", here)
    yield Go("review.say", here | {"kind": Said.STRENGTH.value})
    yield Go("contest.readers", {"round": found})
    yield Go("contest.points", {"round": found})


def agreement_pages(demo: DemoData) -> Iterator[Go]:
    """Two experts have read a plan: staff see how far they agree."""
    uow, now, found = demo.uow, demo.now, _contest(demo, Phase.EXPERTS)
    known = uow.submissions.latest(demo.followed_up()[0].id)
    assert known is not None, "the demo follows up a plan that was sent"
    plan = _plan(demo, found, demo.programme.groups["newcomers"])
    submission = uow.submissions.freeze(plan, demo.people["noy"].id, known.content, revision=1, now=now)
    for times, name in enumerate(("kham", "mali"), 1):
        one = uow.reviews.assign(submission, demo.people[name].id, now=now, kind=Reading.FIRST)
        assert one is not None, "nobody was asked to read it yet"
        for criterion in demo.library.rubric.criteria:
            uow.reviews.score(one, criterion.key, criterion.number * times % 4, now=now)
        uow.reviews.change(one, state=ReviewState.DONE.value, decided_at=now)
    yield Go("contest.within", {"round": found})
    yield Go("group_chat.experts")
    yield Go("review.shared", {"plan": _plan(demo, found, demo.programme.groups["asparagus"])})


def practice_pages(demo: DemoData) -> Iterator[Go]:
    """Before real plans Dr. Kham reads two invented ones, differs from the others, and staff see it."""
    uow, kham, now = demo.uow, demo.people["kham"], demo.now
    found = _contest(demo, Phase.EXPERTS)
    uow.contests.put_rules(found, Rules(practice=True), None)
    known = uow.submissions.latest(demo.followed_up()[0].id)
    assert known is not None, "the demo follows up a plan that was sent"
    plan = _plan(demo, found, demo.programme.groups["newcomers"])
    submission = uow.submissions.freeze(plan, kham.id, known.content, revision=1, now=now)
    uow.reviews.assign(submission, kham.id, now=now, kind=Reading.FIRST)
    here: dict[str, int | str] = {"round": found}
    first = here | {"number": 1}
    yield Go("practice.page", here)
    yield Go("practice.plan", first)
    yield Go("practice.mark", first | {"criterion": demo.library.rubric.criteria[0].key})
    _practise(demo, found, kham, 0)
    yield Go("practice.others", first)
    for name in ("seng", "mali"):
        _practise(demo, found, demo.people[name], 2)
    yield Go("practice.page", here)
    yield Go("practice.others", first)
    yield Go("practice.why", first)
    yield Go("contest.practice", here)


def _practise(demo: DemoData, round_id: RoundId, expert: Person, mark: int) -> None:
    """Somebody has read both plans for practice, and gave each question the same."""
    uow = demo.uow
    for plan in demo.library.practice[:PRACTICE]:
        uow.practices.begin(round_id, expert.id, plan.key, practice.FIRST)
        row = next(one for one in uow.practices.of_round(round_id) if (one.expert, one.plan) == (expert.id, plan.key))
        for criterion in demo.library.rubric.criteria:
            uow.practices.mark(row.id, criterion.key, min(mark, criterion.best), criterion.best)
        uow.practices.say(row.id, "ວຽກຈະແຈ້ງ ແຕ່ຍັງບໍ່ມີຜູ້ຊື້", None)
        uow.practices.finish(row.id, now=demo.now)


def result_pages(demo: DemoData) -> Iterator[Go]:
    """After the results: Noy's group shares its plan and has a certificate; experts visit; winners are known."""
    uow, noy, kham, now = demo.uow, demo.people["noy"], demo.people["kham"], demo.now
    group = demo.programme.groups["asparagus"]
    known = uow.submissions.latest(demo.followed_up()[0].id)
    assert known is not None, "the demo follows up a plan that was sent"
    visiting, won = (_contest(demo, phase) for phase in (Phase.FOLLOW_UP, Phase.WINNERS))
    for round_id in (visiting, won):
        uow.rounds.change(round_id, state=RoundState.RELEASED)
    plan, winner = (_plan(demo, round_id, group) for round_id in (visiting, won))
    for one in (plan, winner):
        uow.submissions.freeze(one, noy.id, known.content, revision=1, now=now)
        uow.plans.set_position(one, 1)
        yield Go("library.own", {"plan": one})
    uow.plans.set_final(winner, 1)
    shared_plans.share(uow, winner, True, by=noy, now=now)
    yield Go("library.list")
    yield Go("library.read", {"plan": winner})
    yield Go("library.certificate", {"plan": winner})
    yield Go("library.winners", {"round": won})
    season = uow.plans.add(group, demo.add_round("open"), now=now)
    yield from (Go(page, {"plan": season}) for page in ("plan.overview", "plan.again"))
    yield Go("visit.list")
    yield Go("visit.page", {"plan": plan})
    visits.give(uow, plan, 8, by=kham, now=now)
    yield Go("visit.page", {"plan": plan})
