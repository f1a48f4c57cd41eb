"""Staff link the chat of the experts; a post leads each into the private review, and nobody else anywhere."""

from __future__ import annotations

from bot.domain.people import Role
from bot.services.reviews import expert_chat
from tests.follow_up import TITLE, send, written
from tests.screens.test_group import CHAT, adds_the_bot, chat, taps, writes
from tests.story import Story


def test_staff_link_the_chat_and_a_plan_is_posted_and_edited(story: Story) -> None:
    mali = story.known("Mali", roles=(Role.STAFF,))
    noy = story.known("Noy")
    kham, vong = (story.known(name, language="en", roles=(Role.EXPERT,)) for name in ("Dr. Kham", "Vong"))
    adds_the_bot(mali)
    taps(mali, "👥 ແຊັດຂອງຜູ້ຊ່ຽວຊານ")
    taps(mali, "👥 ແຊັດຂອງຜູ້ຊ່ຽວຊານ")
    assert chat(story).text == "✅ ນີ້ແມ່ນແຊັດຂອງຜູ້ຊ່ຽວຊານ. ແຜນໃດລໍຖ້າ ຈະບອກຢູ່ນີ້, ແຕ່ອ່ານຢູ່ແຊັດສ່ວນຕົວ"
    plan = written(story, story.group(noy), noy)
    send(story, plan, noy)
    follows(story)
    assert chat(story).text == f"{TITLE}\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n⭐ ແຜນນີ້ລໍຖ້າຜູ້ອ່ານ"
    (link,) = [button["url"] for row in chat(story).rows for button in row]
    payload = link.partition("?start=")[2]
    kham.says(f"/start {payload}")
    kham.taps("Not connected")
    follows(story)
    assert chat(story).text == f"{TITLE}\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n✍️ ກຳລັງອ່ານ, ແລ້ວ 0 ໃນ 2 ຄົນ"
    assert len([one for one in story.phones[CHAT].values() if TITLE in one.text]) == 1  # edited, not told again
    vong.says(f"/start {payload}")
    assert "Are you connected with this group?" in vong.sees.text
    noy.says(f"/start {payload}")  # a farmer's tap gets nowhere
    assert "ຄະແນນ" not in noy.sees.text
    third = story.known("Boun", language="en", roles=(Role.EXPERT,))
    third.says(f"/start {payload}")
    assert third.sees.text == "Other experts read this plan. See what waits for you?"
    third.taps("Plans to read")
    assert "No plan is waiting for you now" in third.sees.text


def test_others_do_not_link_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    story.group(noy)
    for someone in (noy, kham):
        writes(someone, "/start experts-1")
        someone._take("tap", text="group_chat.experts!link:", message=1, tap="1", chat=CHAT)
    with story.database.begin() as uow:
        assert uow.expert_posts.chat() is None


def follows(story: Story) -> None:
    """What the clock does every few seconds."""
    with story.database.begin() as uow:
        while expert_chat.follow(uow, now=story.now):
            pass
    story.deliver()
