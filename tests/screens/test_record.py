"""Recording voices: staff speak texts in any language, keep, replace and remove them, and see what is missing."""

from __future__ import annotations

import re

import pytest

from bot.chat import aloud
from bot.chat.address import LIMIT
from bot.content import pieces
from bot.content.text import Text
from bot.domain.people import Role
from bot.services import narrations
from tests.story import LIBRARY, Someone, Story

VISIT = next(piece for piece in pieces.of_library(LIBRARY) if piece.key == ("three-groups", "visit"))
CARD = f"record.piece:alak,{VISIT.code}"


def staff(story: Story, name: str = "Mali", language: str = "en") -> Someone:
    return story.known(name, language=language, roles=(Role.STAFF,))


def speak(someone: Someone, *, seconds: int = 24) -> None:
    someone.sends("voice", seconds=seconds, size=96_000)
    someone.taps("✅ Keep it")


def test_mali_speaks_a_card_in_alak_hears_it_keeps_it_and_the_next_one_is_there(story: Story) -> None:
    mali = staff(story)
    mali.says("/record")
    assert mali.sees.text.startswith("🎙 Record voices\nWhich language do you want to speak?")
    total = int(re.search(r"Alak 0/(\d+)", " ".join(mali.sees.buttons()))[1])  # type: ignore[index]
    mali.taps("Alak")
    assert mali.sees.text.startswith(f"🎙 Alak\n\n0 of {total} texts are recorded")
    mali.taps("Learn from neighbours")
    mali.taps("1. Three groups")
    mali.taps("▫️ In 2013 farmers")
    assert mali.sees.text == (
        "🎙 Alak\n1. Three groups in Attapeu – 1 of 7\n\n"
        f"“{LIBRARY.lesson('three-groups').cards[0].plain('lo')}”\n\n"  # type: ignore[union-attr]
        "🎤 Hold the microphone and read this text in Alak"
    )
    mali.sends("voice", seconds=24, size=96_000)
    assert mali.sees.text.endswith("Listen to it. Then keep it, or speak it once more")
    mali.taps("Hear it")
    *_, voice, page = [mali.phone[number] for number in sorted(mali.phone)]
    assert voice.medium == {"kind": "voice", "file_id": voice.medium and voice.medium["file_id"]}
    assert "✅ Keep it" in page.buttons()
    mali.taps("✅ Keep it")
    assert mali.sees.text.startswith(
        f"✅ Kept. 1 of {total} texts are recorded\n\n🎙 Alak\n1. Three groups in Attapeu – 2 of 7"
    )
    mali.taps("◀ Back")
    assert mali.sees.buttons()[0].startswith("✅ In 2013")
    assert mali.sees.text.endswith("1 of 7 texts are recorded")


def test_a_second_tap_on_keep_keeps_once(story: Story) -> None:
    mali = staff(story)
    mali.forges(CARD)
    mali.sends("voice", seconds=9)
    bubble, button = mali.bubble("Keep it")
    mali.forges(button["data"], bubble.id)
    after = mali.sees.text
    mali.forges(button["data"], bubble.id)
    assert mali.sees.text == after
    with story.database.begin() as uow:
        assert [one.state for one in uow.narrations.history(("three-groups", "visit"), "alak")] == ["kept"]


def test_once_more_forgets_what_was_spoken_and_a_second_voice_takes_its_place(story: Story) -> None:
    mali = staff(story)
    mali.forges(CARD)
    mali.sends("voice", seconds=9)
    mali.taps("Once more")
    assert mali.sees.text.endswith("🎤 Hold the microphone and read this text in Alak")
    mali.sends("voice", seconds=10)
    mali.sends("audio", seconds=11)
    mali.taps("✅ Keep it")
    with story.database.begin() as uow:
        assert [one.seconds for one in uow.narrations.history(("three-groups", "visit"), "alak")] == [11]


def test_what_cannot_be_a_recording_gets_a_kind_word_and_loses_nothing(story: Story) -> None:
    mali = staff(story)
    mali.forges(CARD)
    mali.sends("photo")
    assert mali.sees.text.startswith("Please speak: hold the microphone and read the text. An audio file is fine too")
    mali.sends("voice", seconds=300)
    assert mali.sees.text.startswith("This recording is too long (300 s). Please keep it under 180 s")
    mali.sends("audio", seconds=60, size=9 * 1024 * 1024)
    assert mali.sees.text.startswith("This file is too big (9 MB). Up to 4 MB can be sent")
    mali.sends("audio", seconds=60, size=25 * 1024 * 1024)
    assert mali.sees.text.startswith("This file is too big (25 MB). Up to 20 MB can be sent")
    assert mali.sees.text.endswith("🎤 Hold the microphone and read this text in Alak")
    mali.sends("audio", seconds=60, size=900_000)
    assert "✅ Keep it" in mali.sees.buttons()


def test_another_staff_member_replaces_a_recording_and_the_history_stays(story: Story) -> None:
    mali, vong = staff(story), staff(story, "Vong")
    mali.forges(CARD)
    speak(mali)
    vong.forges(CARD)
    assert (
        "✅ Recorded by Mali on 23/11/2026, 24 s\nIf you speak again, the new recording takes its place"
        in vong.sees.text
    )
    story.wait(days=2)
    speak(vong, seconds=20)
    vong.forges(CARD)
    vong.taps("🕘 Earlier recordings")
    assert vong.sees.text.endswith(
        "1. ✅ Recorded by Vong on 25/11/2026, 20 s\n2. Recorded by Mali on 23/11/2026, 24 s"
    )
    vong.taps("Use 2")
    assert vong.sees.text.startswith("People can hear it again")
    assert "✅ Recorded by Mali on 23/11/2026, 24 s" in vong.sees.text


def test_a_recording_is_removed_and_put_back(story: Story) -> None:
    mali = staff(story)
    mali.forges(CARD)
    speak(mali)
    mali.forges(CARD)
    bubble, button = mali.bubble("🗑 Remove it")
    mali.taps("🗑 Remove it")
    assert mali.sees.text.startswith("It is removed. You can put it back")
    assert mali.forges(button["data"], bubble.id).toast == "This button is old. Here is the page as it is now"
    noy = story.known("Noy", language="en")
    with story.database.begin() as uow:
        narrations.choose(uow, "alak", narrations.tongues(uow, LIBRARY), by=noy.me)
    noy.says("/start l-three-groups")
    assert "🔊 Listen" not in noy.sees.buttons()
    mali.taps("Put it back")
    assert mali.sees.text.startswith("People can hear it again")
    noy.says("/start l-three-groups")
    assert noy.sees.medium == {"kind": "voice", "file_id": "voice-101"}


def test_when_the_text_changes_the_recording_waits_until_staff_say_that_it_still_fits(story: Story) -> None:
    mali, noy = staff(story), story.known("Noy")
    mali.forges(CARD.replace("alak", "lo"))
    speak(mali)
    noy.says("/start l-three-groups")
    assert "🔊 ຟັງ" in noy.sees.buttons()
    with story.database.begin() as uow:
        found = uow.narrations.history(("three-groups", "visit"), "lo")[0]
        uow.narrations.put(found.id, version="of other words")
    noy.says("/start l-three-groups")
    assert "🔊 ຟັງ" not in noy.sees.buttons()
    mali.forges("record.language:lo")
    assert "The text has changed since: 1" in mali.sees.text
    mali.taps("Next missing text")
    assert (
        "The text has changed since. People do not hear this recording any more\n"
        "Recorded by Mali on 23/11/2026, 24 s\nSpeak it once more, or say that it still fits"
    ) in mali.sees.text
    mali.taps("👍 It still fits")
    noy.says("/start l-three-groups")
    assert "🔊 ຟັງ" in noy.sees.buttons()


def test_marks_and_spaces_change_nothing_that_was_spoken_and_words_do() -> None:
    def version(words: str) -> str:
        text = Text({"lo": words})
        return pieces.Piece("m", "l", "c", "card", text).version("alak")

    assert version("ກຸ່ມ **ດີ**, ຂາຍໄດ້") == version("ກຸ່ມດີ ຂາຍໄດ້.")
    assert version("ກຸ່ມດີ ຂາຍໄດ້") != version("ກຸ່ມດີ ຂາຍບໍ່ໄດ້")


def test_a_language_that_is_not_there_is_added_by_its_name_and_taken_away_while_it_is_empty(story: Story) -> None:
    mali = staff(story)
    mali.says("/record")
    mali.says("ອາລັກ")
    assert mali.sees.text.startswith("🎙 Alak")
    mali.says("/record")
    mali.says("  ລະແວ ")
    assert mali.sees.text.startswith("ລະແວ is added to the languages\n\n🎙 ລະແວ")
    mali.taps("🗑 Take this language away")
    assert mali.sees.text.startswith("The language is removed")
    assert "ລະແວ" not in " ".join(mali.sees.buttons())
    mali.says("ລະແວ")
    language = mali.bubble("Learn from neighbours")[1]["data"].split(":")[1].split(",")[0]
    mali.forges(CARD.replace("alak", language))
    speak(mali)
    assert mali.forges(f"record.language!drop:{language}").toast == "There are recordings in this language. It stays"
    mali.says("/record")
    mali.says("x" * 40)
    assert mali.sees.text.startswith("Please write the name of a language, up to 30 letters")
    mali.sends("voice")
    assert mali.sees.text.startswith("Please write this, or choose it with a button")


def test_a_text_is_found_by_typed_words_on_every_page(story: Story) -> None:
    mali = staff(story)
    mali.forges("record.language:alak")
    mali.says("seedlings nursery")
    assert mali.sees.buttons() == ["▫️ In Daxeum village a…", "◀ Back"]
    mali.says("ສວນກ້າ")
    assert "🔎 ສວນກ້າ" in mali.sees.text
    mali.taps("▫️ In Daxeum")
    assert "1. Three groups in Attapeu – 4 of 7" in mali.sees.text
    mali.says("xyzzy")
    assert mali.sees.text.endswith("Nothing found yet. Try another word")


def test_plan_questions_and_what_the_pages_ask_can_be_spoken_too(story: Story) -> None:
    mali = staff(story, language="lo")
    mali.forges("record.section:alak,_plan")
    mali.taps("2. ບັນຫາ ຫຼື ໂອກາດ")
    assert mali.sees.buttons()[:3] == ["▫️ ຄຳຖາມ", "▫️ ເປັນຫຍັງຈຶ່ງຖາມ?", "▫️ ຕົວຢ່າງ"]
    mali.forges("record.part:alak,_pages")
    mali.taps("▫️ ຈະເກັບຊື່, ກຸ່ມ")
    assert (
        "ຢາກເບິ່ງ ຫຼື ລຶບຂໍ້ມູນນີ້ ໃຫ້ຖາມພະນັກງານມື້ໃດກໍໄດ້: /ask\nເຮັດເອງມື້ໃດກໍໄດ້: /mydata ສົ່ງໃຫ້ທ່ານ, /forget ລຶບ\nທ່ານເຫັນດີບໍ?”"
    ) in mali.sees.text
    mali.forges("record.part:alak,_help")
    mali.taps("ຕື່ມ")
    assert "◀ ໜ້າກ່ອນ" in " ".join(mali.sees.buttons())


def test_every_text_has_a_button_that_telegram_takes_and_a_name_of_its_own(story: Story) -> None:
    found = [*pieces.of_library(LIBRARY), *aloud.of_interface(story.runner.languages.catalogues)]
    assert len({piece.code for piece in found}) == len(found)
    parts = {piece.part for piece in found}
    assert all(len(f"record.part:own-99999,{part},99") <= LIMIT for part in parts)
    assert len(f"record.piece!restore:own-99999,{VISIT.code};999999999") <= LIMIT


def test_the_last_missing_text_ends_with_thanks(story: Story) -> None:
    mali = staff(story)
    mali.forges(CARD.replace("alak", "cheng"))
    with story.database.begin() as uow:
        rest = [*pieces.of_library(LIBRARY), *aloud.of_interface(story.runner.languages.catalogues)]
        medium = uow.media.add(now=story.now, kind="voice", file_id="f", seconds=3, size=9)
        for piece in rest:
            if piece.key != ("three-groups", "visit"):
                one = uow.narrations.add(piece.key, "cheng", piece.version("cheng"), medium, mali.me, now=story.now)
                uow.narrations.put(one, state="kept")
    speak(mali)
    assert mali.sees.text.startswith("🎉 Every text is recorded in Cheng. Thank you!")
    assert "🎤 Next missing text" not in mali.sees.buttons()


@pytest.mark.parametrize(
    "data",
    [
        "record.languages",
        "record.language:alak",
        CARD,
        f"record.piece!keep:alak,{VISIT.code};1",
        "record.language!drop:own-1",
    ],
)
def test_only_staff_record(story: Story, data: str) -> None:
    noy = story.known("Noy", language="en")
    assert noy.forges(data).toast == "This part is not open to you"
    noy.says("/record")
    assert "There is no command /record" in noy.sees.text


@pytest.mark.parametrize(
    "data",
    [
        "record.language:zzz",
        "record.section:alak,zzz",
        "record.part:alak,zzz",
        "record.piece:alak,0123456789",
        f"record.piece!play:alak,{VISIT.code};999",
        f"record.piece!keep:alak,{VISIT.code};999",
        f"record.piece!restore:alak,{VISIT.code};999",
        f"record.history!play:alak,{VISIT.code}",
    ],
)
def test_forged_buttons_get_nowhere(story: Story, data: str) -> None:
    mali = staff(story)
    outcome = mali.forges(data)
    assert outcome.toast
    assert not [bubble for bubble in mali.phone.values() if bubble.medium]


def test_somebody_elses_draft_is_neither_heard_nor_kept(story: Story) -> None:
    mali, vong = staff(story), staff(story, "Vong")
    mali.forges(CARD)
    mali.sends("voice", seconds=9)
    draft = re.search(r";(\d+)", mali.bubble("Keep it")[1]["data"])[1]  # type: ignore[index]
    for deed in ("play", "keep"):
        stale = f"record.piece!{deed}:alak,{VISIT.code};{draft}"
        assert vong.forges(stale).toast == "This button is old. Here is the page as it is now"
    assert not [bubble for bubble in vong.phone.values() if bubble.medium]
