"""In a Telegram group chat: linked by the leader, who then chooses its language; only what all may know is shown."""

from typing import Any

from bot.chat.scene import Outcome
from bot.domain.ids import GroupId
from bot.domain.plans import Part
from bot.services.groups import loose_chats
from tests.story import Bubble, Someone, Story

CHAT = -500


def chat(story: Story) -> Bubble:
    """The newest message in the group chat."""
    return story.phones[CHAT][max(story.phones[CHAT])]


def adds_the_bot(someone: Someone) -> None:
    someone._take("joined", chat=CHAT, title="Asparagus")


def taps(someone: Someone, label: str, **more: Any) -> Outcome:
    """Press a button of the newest message in the group chat."""
    bubble = chat(someone.story)
    data = next(button["data"] for row in bubble.rows for button in row if label in button["label"])
    return someone._take("tap", text=data, message=bubble.id, tap="1", chat=CHAT, **more)


def writes(someone: Someone, command: str) -> Outcome:
    name, _, payload = command.removeprefix("/").partition(" ")
    return someone._take("command", text=name, payload=payload, chat=CHAT)


def linked(story: Story) -> GroupId | None:
    with story.database.begin() as uow:
        group = uow.groups.of_chat(CHAT)
    return group.id if group else None


def test_the_leader_adds_the_bot_and_links_the_chat(story: Story) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    adds_the_bot(noy)
    assert chat(story).text == (
        "ສະບາຍດີ! ຢູ່ບ່ອນນີ້ ກຸ່ມຂອງທ່ານຈະໄດ້ຮຽນ ແລະ ຂຽນແຜນນຳກັນ\nຫົວໜ້າກຸ່ມກົດບ່ອນນີ້ ເພື່ອເຊື່ອມແຊັດນີ້ກັບກຸ່ມ. ເລື່ອງສ່ວນຕົວຈະບໍ່ອອກມາບ່ອນນີ້"
    )
    assert chat(story).buttons() == ["👥 ເຊື່ອມກັບ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"]
    assert taps(noy, "👥").toast == "ແຊັດນີ້ແມ່ນຂອງກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"
    assert linked(story) == group
    assert chat(story).text == (
        "ຫົວໜ້າກຸ່ມເລືອກພາສາຂອງແຊັດນີ້\nWhich language shall be spoken here?\nແຊັດນີ້ແມ່ນຂອງກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nຢູ່ນີ້ຈະໃຊ້ພາສາໃດ?"
    )
    assert chat(story).buttons() == ["ລາວ", "English"]
    taps(noy, "ລາວ")
    assert chat(story).buttons() == ["📝 ແຜນຂອງກຸ່ມ", "🌐 ພາສາ"]


def test_somebody_else_adds_the_bot_and_the_leader_links_it(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.somebody("Bo")
    group = story.group(noy)
    adds_the_bot(bo)
    assert chat(story).buttons() == ["👥 ເຊື່ອມກັບກຸ່ມຂອງຂ້ອຍ"]
    assert taps(bo, "👥") == Outcome("ກົດ /start ເພື່ອເລີ່ມ", alert=True)
    assert linked(story) is None
    taps(noy, "👥")
    assert linked(story) == group
    taps(noy, "English")
    assert chat(story).buttons() == ["📝 The group's plan", "🌐 Language"]


def test_members_strangers_and_hidden_people_get_an_alert(story: Story) -> None:
    noy, seng, bo = story.known("Noy"), story.known("Seng", language="en"), story.known("Bo", language="en")
    story.group(noy, seng)
    adds_the_bot(seng)
    refusal = Outcome("Only the group leader can do this. You can ask the leader", alert=True)
    assert taps(seng, "👥") == refusal
    assert taps(bo, "👥") == refusal
    taps(noy, "👥")
    assert taps(seng, "English") == refusal
    assert taps(bo, "English") == Outcome("Only members of the group can see this", alert=True)
    assert taps(noy, "English", anonymous=True).alert
    assert chat(story).text.endswith("ຢູ່ນີ້ຈະໃຊ້ພາສາໃດ?")


def test_the_leader_chooses_the_language_of_the_chat(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    adds_the_bot(noy)
    taps(noy, "👥")
    writes(noy, "/language")
    taps(noy, "English")
    assert chat(story).text.endswith("This chat belongs to the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ")


def test_the_plan_is_shown_in_public_words_only(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.somebody("Bo")
    group, current = story.group(noy), story.round()
    adds_the_bot(noy)
    taps(noy, "👥")
    taps(noy, "English")
    me = noy.me
    with story.database.begin() as uow:
        plan = uow.plans.add(group, current, now=story.now)
        uow.plans.change(plan, now=story.now, title="More asparagus")
        uow.answers.put(plan, "problem", [Part("text", "a private worry")], me, now=story.now)
    taps(bo, "📝")
    assert chat(story).text == "More asparagus\n📝 Plan: 1 of 11 items answered\nPlans are due on 23/12/2026"
    assert not any("private worry" in line for line in story.transcript)


def test_a_chat_without_a_group_says_so(story: Story) -> None:
    noy = story.known("Noy")
    adds_the_bot(noy)
    assert noy.forges("group.plan").alert is False
    noy._take("tap", text="group.plan", message=chat(story).id, tap="1", chat=CHAT)
    assert chat(story).text == "ແຊັດນີ້ຍັງບໍ່ທັນເຊື່ອມກັບກຸ່ມ"


def test_a_link_from_the_private_chat_links_after_one_tap(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    assert writes(seng, f"/start g-{group}").alert
    assert CHAT not in story.phones
    writes(noy, f"/start g-{group}")
    assert chat(story).text == "ເຊື່ອມແຊັດນີ້ກັບກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ບໍ?"
    taps(noy, "👥")
    assert linked(story) == group
    noy.says(f"/start g-{group}")
    assert "Open this link in the Telegram group of your members" in noy.sees.text


def test_a_chat_of_one_group_is_not_taken_by_another(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    group = story.group(noy)
    other = story.group(seng, name="ກຸ່ມລ້ຽງເປັດ")
    adds_the_bot(noy)
    taps(noy, "👥")
    data = f"group.hello!link;{other}"
    outcome = seng._take("tap", text=data, message=chat(story).id, tap="1", chat=CHAT)
    assert outcome == Outcome("This chat belongs to the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ already", alert=True)
    assert linked(story) == group


def test_a_removed_bot_is_unlinked_and_a_moved_chat_is_not(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    adds_the_bot(noy)
    taps(noy, "👥")
    noy._take("migrated", chat=CHAT, new_chat=-900)
    with story.database.begin() as uow:
        assert uow.groups.of_chat(-900) is not None
    noy._take("removed", chat=-900)
    with story.database.begin() as uow:
        assert uow.groups.of_chat(-900) is None
    adds_the_bot(noy)
    assert chat(story).buttons() == ["👥 ເຊື່ອມກັບ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"]


def test_private_pages_stay_out_of_the_chat(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    adds_the_bot(noy)
    outcome = noy._take("tap", text="settings.page", message=chat(story).id, tap="1", chat=CHAT)
    assert outcome == Outcome("ເລື່ອງນີ້ໃຫ້ເປີດແຊັດສ່ວນຕົວ", alert=True)


def test_a_chat_that_nobody_links_hears_when_the_bot_goes_and_how_it_stays(story: Story) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    adds_the_bot(noy)
    story.wait(days=6)
    with story.database.begin() as uow:
        assert loose_chats.follow(uow, now=story.now)
    story.deliver()
    assert chat(story).text == (
        "ແຊັດນີ້ຍັງບໍ່ທັນເຊື່ອມກັບກຸ່ມໃດ. ໃຫ້ຫົວໜ້າກຸ່ມກົດບ່ອນນີ້ ເພື່ອເຊື່ອມ\nຖ້າບໍ່ມີໃຜກົດ ລະບົບຈະອອກຈາກແຊັດນີ້ໃນວັນຈັນ, 30 ພະຈິກ 2026"
    )
    taps(noy, "ເຊື່ອມກັບກຸ່ມ")
    assert linked(story) == group
    story.wait(days=2)
    with story.database.begin() as uow:
        assert not loose_chats.follow(uow, now=story.now)
