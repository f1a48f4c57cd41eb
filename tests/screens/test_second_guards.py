"""What no button offers is refused to a forged one as well: the verb looks again, and nothing has changed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.services.announcements import announcements, audiences
from bot.services.plans import agreements
from bot.store.database import UnitOfWork
from bot.store.tables import metadata
from tests.follow_up import written
from tests.story import LIBRARY, Someone, Story

STILL = ("outbox", "places", "inbox", "accounts", "jobs")  # which every turn writes, whatever it refuses


def person(uow: UnitOfWork, someone: Someone) -> Person:
    found = uow.people.get(someone.me)
    assert found is not None
    return found


def rows(story: Story) -> dict[str, list[object]]:
    """All that the database holds, but for what every turn writes."""
    with story.database.begin() as uow:
        tables = [table for table in metadata.sorted_tables if table.name not in STILL]
        return {table.name: list(uow.connection.execute(sa.select(table)).all()) for table in tables}


def nothing_comes_of(story: Story, who: Someone, *forged: str) -> None:
    """The buttons are pressed; nothing has changed, and whoever pressed them is told something."""
    who.says("/start")
    before = rows(story)
    for data in forged:
        who.forges(data)
    assert rows(story) == before
    assert who.sees.text


def test_nobody_without_a_phone_is_made_leader(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    with story.database.begin() as uow:
        kham = uow.people.add(now=story.now, name="Kham", language="", consented_at=story.now)
        uow.groups.join(group, kham, leader=False, now=story.now)
    nothing_comes_of(story, noy, f"members.member!lead:{group},{kham}", f"members.member!lead:{group},{kham},lead")
    with story.database.begin() as uow:
        assert [one.person for one in uow.groups.leaders(group)] == [noy.me]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_with_a_role_is_spoken_for_through_another_phone(story: Story, role: Role) -> None:
    """Whoever holds the phone would act as staff: also of somebody who has no phone of their own at present."""
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    with story.database.begin() as uow:
        mali = uow.people.add(now=story.now, name="Mali", language="en", consented_at=story.now)
        uow.groups.join(group, mali, leader=False, now=story.now)
        uow.people.put_role(mali, role, "confirmed", now=story.now)
    nothing_comes_of(story, noy, f"speakers.add!add:{mali}", f"speakers.ask!choose:{mali}")


def test_nobody_with_a_phone_or_of_another_group_is_either(story: Story) -> None:
    noy, seng, dao = (story.known(name, language="en") for name in ("Noy", "Seng", "Dao"))
    story.group(noy, seng)
    story.group(dao, name="Others", district="1701")
    nothing_comes_of(story, noy, *(f"speakers.add!add:{one.me}" for one in (seng, dao, noy)))


def test_nobody_taken_out_is_asked_or_says_anything_about_the_plan(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        revision = found.revision
    seng.forges(f"plan.agree:{plan}")
    noy.forges(f"members.member!out:{group},{seng.me}")
    story.deliver()
    nothing_comes_of(
        story,
        seng,
        f"plan.agree!agree:{plan}@{revision}",
        f"plan.agree!object:{plan}",
        f"plan.step!skip:{plan},problem",
        f"plan.send!send:{plan}",
        f"plan.told!count:{plan};{noy.me},1",
    )
    nothing_comes_of(story, noy, f"plan.told!count:{plan};{seng.me},1")
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        agreements.ask(uow, LIBRARY, found, by=person(uow, noy), now=story.now)
        assert seng.me not in [row.person for row in uow.outbox.due(now=story.now, limit=99) if row.notice]


def test_what_is_not_sent_yet_is_nobodys_to_read_or_answer(story: Story) -> None:
    """An announcement, also by those for whom it will be; a version of a plan; a review of it."""
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        author = person(uow, mali)
        item = announcements.begin(uow, by=author, now=story.now)
        for language in ("lo", "en"):
            announcements.write(uow, item, language, "Heavy rain", by=author)
        audiences.address(uow, item, "who", "everybody", by=author)
    for answer in ("understood", "call"):
        nothing_comes_of(story, noy, f"announce.reply!{answer}:{item}")
    assert "Heavy rain" not in noy.sees.text
    nothing_comes_of(
        story, noy, f"announce.reply:{item}", f"plan.version:{plan},1", f"plan.version!paper:{plan},1", "review.plan:1"
    )
    nothing_comes_of(story, kham, f"plan.overview:{plan}", "review.plan:1", "review.decide!approve:1", "story.read:1")
    assert "ຄຳຕອບ" not in kham.sees.text


def test_results_that_are_not_released_are_told_to_nobody(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state="approved")
        uow.plans.set_position(plan, 1)
        round_ = uow.rounds.kept()[0].id
        uow.rounds.change(round_, state="closed")
    nothing_comes_of(
        story, noy, f"rounds.page:{round_}", f"rounds.place!place:{plan};1", f"rounds.sure!release:{round_},release"
    )
    noy.forges(f"plan.overview:{plan}")
    assert "🥇" not in noy.sees.text
    assert "position" not in noy.sees.text.lower()


def test_the_verb_itself_refuses_who_was_taken_out(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    noy.forges(f"members.member!out:{group},{seng.me}")
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        with pytest.raises(Refused):
            agreements.give(uow, found, by=person(uow, seng), agrees=True, revision=found.revision, now=story.now)
