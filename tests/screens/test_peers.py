"""Farmers record what they tell about their plan, hear the others' and give stars: buttons, and nothing to read."""

from bot.domain.contests import Phase
from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Role
from bot.services.contests import contests, phases
from bot.understand import lao
from tests.story import LIBRARY, Someone, Story


def programme(story: Story, count: int = 3) -> tuple[list[Someone], list[PlanId], RoundId]:
    """So many groups with plans that were sent, in a round that is a competition."""
    mali, round_id = story.known("Mali", roles=(Role.STAFF,)), story.round()
    leaders = [story.known(f"ນ້ອຍ{number}") for number in range(count)]
    plans = []
    with story.database.begin() as uow:
        staff = uow.people.get(mali.me)
        assert staff is not None
        contests.begin(uow, round_id, by=staff, now=story.now)
    for number, leader in enumerate(leaders):
        group = story.group(leader, name=f"ກຸ່ມ{number}", district=f"170{number + 1}")
        with story.database.begin() as uow:
            plan = uow.plans.add(group, round_id, now=story.now)
            uow.plans.change(plan, now=story.now, state="submitted", title=f"ແຜນ{number}")
        plans.append(plan)
    return leaders, plans, round_id


def on(story: Story, round_id: RoundId) -> Phase:
    """The next phase begins."""
    with story.database.begin() as uow:
        found, staff = uow.contests.get(round_id), uow.people.with_role(Role.STAFF)[0]
        assert found is not None
        phase = phases.advance(uow, LIBRARY, round_id, found.phase, by=staff, now=story.now)
        contests.tell_phase(uow, round_id, phase, after_id=0, now=story.now)
    story.deliver()
    return phase


def test_a_group_tells_and_hears_with_three_taps_a_plan(story: Story) -> None:
    leaders, _, round_id = programme(story)
    on(story, round_id)
    for leader in leaders:
        leader.taps("ເລົ່າແຜນຂອງກຸ່ມ")
        leader.sends("photo")
        leader.sends("voice", seconds=60)
        assert "✅ ເກັບສຽງແລ້ວ: 60 ວິນາທີ" in leader.sees.text
    on(story, round_id)
    noy = leaders[0]
    noy.taps("ຟັງແຜນກຸ່ມອື່ນ")
    assert "ຟັງແລ້ວ 0 ໃນ 2 ແຜນ" in noy.sees.text
    noy.taps("ຟັງແຜນຕໍ່ໄປ")
    sent = [bubble.medium["kind"] for bubble in noy.phone.values() if bubble.medium]
    assert sent[-2:] == ["photo", "voice"]
    noy.taps("⭐⭐⭐")
    assert "ແຜນທີ 2 ໃນ 2" in noy.sees.text  # it was sent at once
    assert "⭐⭐⭐ ດີຫຼາຍ" not in noy.sees.buttons()  # one of two may have them
    noy.taps("⭐ ຍັງບໍ່ຈະແຈ້ງ")
    assert "✅ ຟັງໝົດແລ້ວ ຂອບໃຈ! ຍັງປ່ຽນດາວໄດ້" in noy.sees.text
    noy.taps("ດາວທີ່ກຸ່ມໃຫ້")
    assert noy.sees.buttons()[:2] == ["1. ⭐⭐⭐", "2. ⭐"]
    assert "ຜູ້ກົດ: ນ້ອຍ0" in noy.sees.text


def test_what_is_heard_is_not_read(story: Story) -> None:
    """No page of hearing has more than 120 letters, rows and buttons included."""
    leaders, _, round_id = programme(story)
    on(story, round_id)
    for leader in leaders:
        leader.taps("ເລົ່າແຜນຂອງກຸ່ມ")
        leader.sends("voice", seconds=60)
    on(story, round_id)
    noy = leaders[0]
    last = max(noy.phone)
    pages = [noy.taps("ຟັງແຜນກຸ່ມອື່ນ"), noy.taps("ຟັງແຜນຕໍ່ໄປ"), noy.taps("⭐⭐ ດີ"), noy.taps("⭐⭐ ດີ")]
    assert len(pages) == 4
    hearing = [bubble for bubble in noy.phone.values() if bubble.id > last]
    assert hearing
    for bubble in hearing:
        assert lao.wide("".join([bubble.text, *bubble.buttons()])) <= 120, bubble


def test_dice_are_thrown_by_two_groups(story: Story) -> None:
    leaders, _, round_id = programme(story)
    on(story, round_id)
    for leader in leaders[:2]:
        leader.taps("ເລົ່າແຜນຂອງກຸ່ມ")
        leader.taps("ໂຍນໝາກກະລອກ")
        assert leader.says("hello").toast.startswith("ຊ່ວຍຂຽນຕົວເລກ") or "0" in leader.sees.text
        leader.says("4 6 1 3")
        assert "✅ ບັນທຶກເລກແລ້ວ" in leader.sees.text
    leaders[2].taps("ເລົ່າແຜນຂອງກຸ່ມ")
    assert "ໂຍນໝາກກະລອກ" not in leaders[2].sees.buttons()


def test_what_other_groups_gave_is_nobody_elses(story: Story) -> None:
    leaders, plans, round_id = programme(story)
    on(story, round_id)
    for leader in leaders:
        leader.taps("ເລົ່າແຜນຂອງກຸ່ມ")
        leader.sends("voice", seconds=60)
    on(story, round_id)
    leaders[0].taps("ຟັງແຜນກຸ່ມອື່ນ")
    leaders[0].taps("ຟັງແຜນຕໍ່ໄປ")
    with story.database.begin() as uow:
        hearing = uow.pitches.of_round(round_id)
    own = next(one for one in hearing if one.plan != plans[0] and one.group != 1)
    before = len(leaders[0].phone)
    leaders[0].forges(f"peers.stars!give:{own.id};3")
    with story.database.begin() as uow:
        assert all(one.stars is None for one in uow.pitches.of_round(round_id))
    assert len(leaders[0].phone) <= before + 1
    leaders[1].forges(f"pitch.page:{plans[0]}")
    assert "ເກັບສຽງແລ້ວ" not in leaders[1].sees.text
