"""A story of change: the group tells it when the last work is done, and the leader says who may read it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import AccountId, PlanId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.services import stories
from bot.services.reminders import pauses
from tests.follow_up import TITLE, action, approved
from tests.story import LIBRARY, Someone, Story

DUE = date(2026, 12, 10)


class Village:
    """Noy's group with two pieces of work; Dao leads another group; Mali is staff."""

    def __init__(self, story: Story, *, language: str = "en") -> None:
        self.story = story
        self.mali = story.known("Mali", language="en", roles=(Role.STAFF,))
        self.noy, self.seng, self.dao = (story.known(name, language=language) for name in ("Noy", "Seng", "Dao"))
        self.plan: PlanId = approved(story, story.group(self.noy, self.seng))
        story.group(self.dao, name="ກຸ່ມກາເຟ")
        self.keys = [action(story, self.plan, DUE, self.seng, what=what) for what in ("ຂຸດຂຸມ", "ຊື້ແນວພັນ")]
        with story.database.begin() as uow:
            part = (Part("text", "ນັບກະຕ່າທຸກອາທິດ"),)
            uow.answers.put(self.plan, "results", part, self.noy.me, now=story.now)
        story.now = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)

    def finish_work(self) -> None:
        """The last work is done, and the next morning the group is asked."""
        for key in self.keys:
            with self.story.database.begin() as uow:
                found = uow.actions.get(key)
            assert found is not None
            self.seng.forges(f"actions.checkin!done:{key};{found.revision}")
        self.story.wait(days=1)
        remind(self.story)

    def tell(self) -> None:
        """The group tells its story, and other groups may read it."""
        self.finish_work()
        self.noy.taps("🌱")
        self.noy.says("We sell twice as much")
        self.noy.taps("✅ The story is told")
        self.noy.taps("👍 Yes, all agree")


def remind(story: Story) -> int:
    with story.database.begin() as uow:
        found = stories.remind(uow, LIBRARY, now=story.now)
    story.deliver()
    return found


def asked(someone: Someone) -> int:
    """How many messages ask somebody for the group's story."""
    labels = [[one["label"] for row in bubble.rows for one in row] for bubble in someone.phone.values()]
    return sum("🌱 Tell the story" in each for each in labels)


def test_with_the_last_work_the_group_is_asked_tells_and_finishes(story: Story) -> None:
    village = Village(story, language="lo")
    noy, seng = village.noy, village.seng
    village.finish_work()
    wanted = f"{TITLE}\n🎉 ວຽກຂອງແຜນແລ້ວໝົດທຸກຢ່າງ!\nມີຫຍັງປ່ຽນແດ່? ເລົ່າຢູ່ບ່ອນນີ້: ເວົ້າ, ຂຽນ ຫຼື ສົ່ງຮູບ"
    assert noy.sees.text == wanted
    seng.taps("🌱 ເລົ່າເລື່ອງ")
    assert seng.sees.text == (
        f"🌱 ມີຫຍັງປ່ຽນແດ່?\n{TITLE}\n\nກຸ່ມຂຽນໄວ້ວ່າຈະຮູ້ຜົນໄດ້ຈາກ: “ນັບກະຕ່າທຸກອາທິດ”\nດຽວນີ້ມີຫຍັງດີຂຶ້ນ ແລະ ສຳລັບໃຜ? ເວົ້າ, ຂຽນ ຫຼື ສົ່ງຮູບກໍໄດ້"
    )
    seng.sends("voice", seconds=30)
    seng.sends("photo", caption="ກະຕ່າ 40 ອັນ")
    noy.taps("🌱 ເລົ່າເລື່ອງ")
    noy.says("ຂາຍໄດ້ຫຼາຍຂຶ້ນ 2 ເທົ່າ")
    assert "💬 Noy: ຂາຍໄດ້ຫຼາຍຂຶ້ນ 2 ເທົ່າ" in noy.sees.text
    noy.taps("✅ ເລົ່າຈົບແລ້ວ")
    assert noy.sees.text == (
        f"{TITLE}\nບໍ່ໃສ່ຊື່ຄົນ ແຕ່ຄົນອື່ນຈະເຫັນຮູບ ແລະ ໄດ້ຍິນສຽງ\n👥 ມີແຕ່ຄົນໃນກຸ່ມ ແລະ ພະນັກງານອ່ານເລື່ອງນີ້ໄດ້\n"
        "🎉 ເລົ່າເລື່ອງຂອງກຸ່ມຈົບແລ້ວ. ຂອບໃຈທຸກຄົນ!\nທຸກຄົນເຫັນດີໃຫ້ກຸ່ມອື່ນອ່ານບໍ?"
    )
    assert village.mali.sees.text == f"🌱 The group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ has told what has changed\n{TITLE}"
    noy.taps("👍 ແມ່ນ, ທຸກຄົນເຫັນດີ")
    assert "👥 ກຸ່ມອື່ນອ່ານເລື່ອງນີ້ໄດ້" in noy.sees.text


def test_before_the_last_work_nobody_is_asked(story: Story) -> None:
    village = Village(story)
    village.seng.forges(f"actions.checkin!done:{village.keys[0]};0")
    assert not any("🌱" in label for label in village.noy.sees.buttons())
    village.noy.forges(f"story.page:{village.plan}")
    assert "This page is not there any more" in village.noy.sees.text


def test_other_groups_read_what_is_shared_without_names_and_hear_it(story: Story) -> None:
    village = Village(story)
    village.finish_work()
    village.noy.taps("🌱")
    village.noy.sends("voice", caption="We sell twice as much", seconds=9)
    village.dao.says("/stories")
    assert village.dao.sees.text == "🌱 What other groups did\nNo group has told its story yet"
    village.noy.taps("✅ The story is told")
    village.noy.taps("👍 Yes, all agree")
    village.dao.says("/stories")
    assert village.dao.sees.text == "🌱 What other groups did\nWhich story would you like to read?"
    village.dao.taps(f"🌱 {TITLE[:10]}")
    assert village.dao.sees.text == (
        f"{TITLE}\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ດັກຂຽດ village\n\n🔨 What they did:\n• ຂຸດຂຸມ\n• ຊື້ແນວພັນ\n\n"
        "🌱 What has changed:\n\n🎤 We sell twice as much"
    )
    village.dao.taps("Photos and voices (1)")
    assert any(bubble.medium for bubble in village.dao.phone.values())


def test_what_is_shared_is_found_by_search_and_withdrawn_it_is_not(story: Story) -> None:
    village = Village(story)
    village.tell()
    village.dao.says("/search")
    village.dao.says("twice as much")
    assert "\nWe sell twice as much\n" in village.dao.sees.text
    found = village.dao.bubble("🌱")[1]["data"]
    village.noy.taps("👥 Who may read it")
    village.noy.taps("✋ Only our group")
    village.dao.forges(found)
    assert "This group tells its story only to its own members" in village.dao.sees.text
    village.dao.says("/search")
    village.dao.says("twice as much")
    assert TITLE not in village.dao.sees.text
    village.dao.says("/stories")
    assert "ປູກໜໍ່" not in str(village.dao.sees)
    village.seng.says("/stories")
    assert any(label.startswith("▫️ ປູກໜໍ່") for label in village.seng.sees.buttons())
    village.mali.says("/stories")
    assert any(label.startswith("▫️ ປູກໜໍ່") for label in village.mali.sees.buttons())


def test_opened_again_others_read_it_only_after_it_is_finished_anew(story: Story) -> None:
    village = Village(story)
    village.tell()
    village.noy.taps("Tell more")
    village.seng.forges(f"story.page:{village.plan}")
    village.seng.says("A secret")
    village.dao.says("/stories")
    assert "ປູກໜໍ່" not in str(village.dao.sees)
    village.noy.forges(f"story.page:{village.plan}")
    village.noy.taps("🗑 Take something out")
    village.noy.taps("🗑 A secret")
    village.noy.taps("✅ The story is told")
    village.dao.says("/stories")
    village.dao.taps("🌱 ")
    assert "We sell twice as much" in village.dao.sees.text
    assert "A secret" not in village.dao.sees.text


def test_members_tell_and_take_out_their_own_and_only_the_leader_finishes_and_shares(story: Story) -> None:
    village = Village(story)
    village.finish_work()
    village.noy.taps("🌱")
    village.noy.taps("🌱 Other groups")
    village.noy.forges(f"story.page!finish:{village.plan}")
    assert "Tell something first" in village.noy.sees.text
    village.noy.says("From Noy")
    village.seng.taps("🌱 Tell the story")
    village.seng.says("From Seng")
    assert not any("✅" in label for label in village.seng.sees.buttons())
    village.seng.taps("🗑 Take something out")
    assert village.seng.sees.buttons() == ["🗑 From Seng", "◀ Back"]
    village.seng.forges(f"story.pieces!out:{village.plan};1")
    assert village.seng.sees.text.startswith("Only Noy and the group leader can change this")
    for claim in (f"story.page!finish:{village.plan}", f"story.page!again:{village.plan}"):
        village.seng.forges(claim)
        assert "Only the group leader can do this" in village.seng.sees.text
    village.seng.forges(f"story.share!share:{village.plan};1")
    village.noy.forges(f"story.page:{village.plan}")
    village.noy.taps("✅ The story is told")
    village.seng.forges(f"story.share!share:{village.plan};1")
    village.seng.forges(f"story.page:{village.plan}")
    village.seng.says("Too late")
    assert "The story is finished. The leader can open it again" in village.seng.sees.text
    with story.database.begin() as uow:
        [told] = uow.stories.every()
        assert (told.readable, [one.words for one in uow.stories.tellings(told.id)]) == (
            False,
            ["From Noy", "From Seng"],
        )


@pytest.mark.parametrize(
    "claim",
    [
        *("story.page:{plan}", "story.page!finish:{plan}", "story.page!again:{plan}", "story.page!media:{plan}"),
        *("story.share!share:{plan};1", "story.pieces!out:{plan};1", "story.read:1", "story.read!media:1"),
    ],
)
def test_strangers_other_groups_experts_and_removed_members_do_not_read_what_is_not_shared(
    story: Story, claim: str
) -> None:
    village = Village(story)
    kham, bo = story.known("Dr. Kham", roles=(Role.EXPERT,)), story.somebody("Bo")
    village.finish_work()
    village.noy.taps("🌱")
    village.noy.says("We sell twice as much")
    with story.database.begin() as uow:
        uow.groups.leave(uow.groups.of_person(village.seng.me)[0].group, village.seng.me)
    for someone in (village.dao, kham, bo, village.seng):
        someone.forges(claim.format(plan=village.plan))
        assert "We sell twice" not in someone.sees.text
    with story.database.begin() as uow:
        [told] = uow.stories.every()
        assert (told.state, told.shared, len(uow.stories.tellings(told.id))) == ("asked", False, 1)


def test_a_leader_who_says_nothing_is_reminded_twice_and_then_left_in_peace(story: Story) -> None:
    village = Village(story)
    village.finish_work()
    before, seng = len(village.noy.phone), len(village.seng.phone)
    story.wait(days=6, hours=20)
    assert remind(story) == 0
    story.wait(hours=16)  # at night nothing rings
    remind(story)
    assert len(village.noy.phone) == before
    story.wait(hours=10)
    for days in (1, 14, 60):
        story.wait(days=days)
        remind(story)
    assert len(village.noy.phone) - before == 2
    assert len(village.seng.phone) == seng


def test_a_group_that_rests_is_asked_for_its_story_when_it_goes_on(story: Story) -> None:
    village = Village(story)
    with story.database.begin() as uow:
        group, noy = uow.groups.of_person(village.noy.me)[0].group, uow.people.get(village.noy.me)
        assert noy is not None
        pauses.pause(uow, LIBRARY, group, None, by=noy, now=story.now)
    village.finish_work()
    story.wait(days=3)
    remind(story)
    assert asked(village.noy) == 0
    with story.database.begin() as uow:
        pauses.resume(uow, LIBRARY, group, by=noy, now=story.now)
    story.wait(days=1)
    remind(story)
    assert asked(village.noy) == 1


def test_work_that_is_opened_again_before_the_morning_is_not_told_about(story: Story) -> None:
    village = Village(story)
    for key in village.keys:
        village.seng.forges(f"actions.checkin!done:{key};0")
    assert village.seng.sees.text.endswith("How much money was used? Press or write")
    village.seng.forges(f"actions.checkin:{village.keys[1]}")
    village.seng.taps("Not done yet")
    story.wait(days=1)
    remind(story)
    assert asked(village.noy) == 0
    village.finish_work()
    village.finish_work()
    assert asked(village.noy) == 1


def test_long_stories_fit_a_message(story: Story) -> None:
    village = Village(story)
    village.finish_work()
    village.noy.taps("🌱")
    for _ in range(6):
        village.noy.says("ຍາວ " * 450)
    assert len(village.noy.sees.text) <= 4096
    village.noy.taps("✅ The story is told")
    village.noy.taps("👍 Yes")
    village.dao.forges("story.read:1")
    assert len(village.dao.sees.text) <= 4096


def test_a_phone_that_two_share_is_asked_who_tells(story: Story) -> None:
    village = Village(story)
    village.finish_work()
    with story.database.begin() as uow:
        la = uow.people.add(now=story.now, name="La", language="en", listens=False, consented_at=story.now)
        uow.groups.join(uow.groups.of_person(village.noy.me)[0].group, la, leader=False, now=story.now)
        uow.people.serve(AccountId(village.seng.number), la)
    village.seng.taps("🌱 Tell the story")
    assert village.seng.sees.text == "Who is speaking?"
    village.seng.taps("La")
    village.seng.says("I learned to count")
    assert "💬 La: I learned to count" in village.seng.sees.text
