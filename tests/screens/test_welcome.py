"""Becoming known: by tap and by text, in Lao and English, interrupted, refused, and never more than is needed."""

from dataclasses import replace

import pytest

from bot.domain.ids import PersonId
from bot.domain.people import Person, Role
from tests.story import Someone, Story


def kept(story: Story, someone: Someone) -> Person:
    """What the database knows of somebody."""
    me = someone.me
    with story.database.begin() as uow:
        found = uow.people.get(me)
    assert found is not None
    return found


def through(someone: Someone, *labels: str) -> None:
    for label in labels:
        someone.taps(label)


def test_a_stranger_becomes_a_member_by_taps_alone(story: Story) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    bo = story.somebody("Bo")
    bo.says("/start")
    assert bo.sees.text == (
        "Hello! Here your group will learn and write a plan together\n"
        "ສະບາຍດີ! ຢູ່ບ່ອນນີ້ ກຸ່ມຂອງທ່ານຈະໄດ້ຮຽນ ແລະ ຂຽນແຜນນຳກັນ\nເລືອກພາສາ · Choose a language"
    )
    assert bo.sees.buttons() == ["ລາວ", "English"]
    bo.taps("ລາວ")
    assert bo.sees.text == (
        "• ຈະເກັບຊື່, ກຸ່ມ ແລະ ຄຳຕອບຂອງທ່ານໄວ້\n• ຄົນໃນກຸ່ມ, ພະນັກງານ ແລະ ຜູ້ຊ່ຽວຊານເບິ່ງໄດ້\n"
        "• ຢາກເບິ່ງ ຫຼື ລຶບຂໍ້ມູນນີ້ ໃຫ້ຖາມພະນັກງານມື້ໃດກໍໄດ້: /ask\n"
        "• ເຮັດເອງມື້ໃດກໍໄດ້: /mydata ສົ່ງໃຫ້ທ່ານ, /forget ລຶບ\nທ່ານເຫັນດີບໍ?"
    )
    bo.taps("👍 ເຫັນດີ")
    assert bo.sees.text == "Telegram ບອກວ່າທ່ານຊື່ Bo. ໃຊ້ຊື່ນີ້ບໍ?"
    through(bo, "👍 ໃຊ້ຊື່ນີ້", "ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ")
    assert bo.sees.text == "ຖາມຫົວໜ້າຂອງ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ແລ້ວ. ຄຳຕອບຈະມາຢູ່ນີ້\nທ່ານເປັນແມ່ຍິງ ຫຼື ຜູ້ຊາຍ?"
    through(bo, "ຜູ້ຊາຍ", "✋ ບໍ່ແມ່ນ", "ບໍ່ບອກ")
    bo.shares("8562055123456")
    assert bo.sees.text.startswith("ຖາມຫົວໜ້າຂອງ ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ແລ້ວ. ກຳລັງລໍຖ້າຄຳຕອບ\n")
    noy.taps("ຮັບເຂົ້າ")
    bo.says("/menu")
    assert "🎉 ທ່ານເຂົ້າກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ແລ້ວ" in bo.sees.text
    assert bo.keyboard[0] == ["📚 ບົດຮຽນ", "📝 ແຜນ"]
    person = kept(story, bo)
    assert (person.name, person.listens, person.sex, person.youth, person.ethnic) == ("Bo", None, "man", "no", "")
    assert (person.asked, person.phone) == ("call,ethnic,phone,sex,youth", "+8562055123456")
    me = bo.me
    with story.database.begin() as uow:
        assert uow.groups.membership(group, me) is not None


def test_everything_can_be_typed_in_english_too(story: Story) -> None:
    noy = story.known("Noy")
    story.group(noy)
    seng = story.somebody("Seng")
    for words in ("/start", "english", "i agree", "Seng Thong", "Sansai", "ດັກຂຽດ"):
        seng.says(words)
    assert seng.sees.text == "ດັກຂຽດ village\nWhich group are you in?"
    for words in ("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", "Woman", "yes", "Kavet"):
        seng.says(words)
    person = kept(story, seng)
    assert (person.language, person.name, person.listens) == ("en", "Seng Thong", None)
    assert (person.sex, person.youth, person.ethnic) == ("woman", "yes", "Kavet")
    noy.taps("ຮັບເຂົ້າ")
    seng.says("/menu")
    assert seng.keyboard[0] == ["📚 Lessons", "📝 Plan"]


def test_a_village_in_another_spelling_is_asked_about_before_there_are_two(story: Story) -> None:
    story.group(story.known("Noy"))
    seng = story.somebody("Seng")
    for words in ("/start", "english", "I read myself", "i agree", "Seng Thong", "Sansai", "Ban Dakhiet"):
        seng.says(words)
    assert seng.sees.text == "Is “Dakhiet” the same village as this?"
    assert seng.sees.buttons() == ["👍 ດັກຂຽດ", "✋ No, another village", "◀ Back"]
    seng.taps("👍 ດັກຂຽດ")
    assert seng.sees.text == "ດັກຂຽດ village\nWhich group are you in?"


@pytest.mark.parametrize("say_no", ["✋ No, another village", "no", "ບໍ່ແມ່ນ"])
def test_a_new_village_is_made_once_it_is_no_other(story: Story, say_no: str) -> None:
    story.group(story.known("Noy"))
    seng = story.somebody("Seng")
    for words in ("/start", "english", "I read myself", "i agree", "Seng Thong", "Sansai", "Dakhiet"):
        seng.says(words)
    seng.says("Dakiet")  # written once more: asked about again
    assert seng.sees.text == "Is “Dakiet” the same village as this?"
    seng.says(say_no)
    assert seng.sees.text.startswith("Dakiet village\nThere is no group here yet")


def test_yes_is_the_first_of_the_villages_that_may_be_meant(story: Story) -> None:
    story.group(story.known("Noy"))
    seng = story.somebody("Seng")
    for words in ("/start", "english", "I read myself", "i agree", "Seng Thong", "Sansai", "Dakhiet", "yes"):
        seng.says(words)
    assert seng.sees.text == "ດັກຂຽດ village\nWhich group are you in?"


def test_a_forged_name_of_a_village_shows_nothing_of_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/menu")
    for data in (
        "welcome.same:1704,zz-99",
        "welcome.same:1704",
        "welcome.same:9999,Dakhiet-",
        "welcome.same!new:1704,-",
    ):
        noy.forges(data)
        assert "same village" not in noy.sees.text


def test_without_consent_nothing_is_kept(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    through(bo, "English", "I do not agree")
    assert "That is all right, nothing was kept. To begin another day, press /start" in bo.sees.text
    with story.database.begin() as uow:
        assert uow.people.person_of(bo.number) is None  # type: ignore[arg-type]
        assert uow.people.get(PersonId(1)) is None


def test_an_old_button_of_the_welcome_erases_nobody(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/menu")
    outcome = noy.forges("welcome.privacy!decline")
    assert outcome.toast == "ປຸ່ມນີ້ເກົ່າແລ້ວ. ນີ້ແມ່ນໜ້າຫຼ້າສຸດ"
    assert kept(story, noy).known


def test_the_welcome_goes_on_where_it_was_left(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    through(bo, "English")
    bo.says("/lessons")
    assert bo.sees.text.endswith("Do you agree?")
    bo.says("/start")
    assert bo.sees.text.endswith("Do you agree?")
    bo.taps("I agree")
    bo.says("/start")
    assert bo.sees.text == "Telegram says your name is Bo. Use it?"


def test_the_welcome_ends_on_the_page_that_was_wanted(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/settings")
    through(bo, "English", "I agree", "Use this name", "Later", "Woman", "Yes", "Not said")
    bo.says("Later")
    assert bo.sees.text.startswith("Bo\nYou read yourself")


def test_a_double_tap_skips_no_page(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    for label in ("English", "I agree", "Use this name"):
        bubble, button = bo.bubble(label)
        bo.forges(button["data"], bubble.id)
        after = bo.sees.text
        bo.forges(button["data"], bubble.id)
        assert bo.sees.text == after
    assert bo.sees.text == "Press the place, or write its name\nWhich province are you in?"


def test_the_last_question_becomes_the_first_page_and_a_double_tap_sends_one(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    through(bo, "English", "I agree", "Use this name", "Later", "Woman", "Yes")
    question, button = bo.bubble("Not said")
    bo.forges(button["data"], question.id)
    seen = len(bo.phone)
    bo.forges(button["data"], question.id)
    assert bo.keyboard
    assert len(bo.phone) == seen
    assert question.id not in bo.phone


def test_an_old_name_button_does_not_undo_a_written_name(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    through(bo, "English", "I agree")
    _, button = bo.bubble("Use this name")
    bo.taps("Use another name")
    assert bo.sees.text == "What is your name?"
    bo.says("  Bounmy   Vong ")
    bo.forges(button["data"])
    assert kept(story, bo).name == "Bounmy Vong"


@pytest.mark.parametrize("name", ["", "🙂🙂"])
def test_a_telegram_name_without_letters_is_not_offered(story: Story, name: str) -> None:
    bo = story.somebody(name)
    bo.says("/start")
    through(bo, "English", "I agree")
    assert bo.sees.text == "What is your name?"


def test_a_name_too_long_or_spoken_is_asked_for_kindly(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    through(bo, "English", "I agree", "another name")
    bo.says("x" * 61)
    assert bo.sees.text == "This name is too long. Please write a shorter one\nWhat is your name?"
    bo.sends("voice", seconds=3)
    assert bo.sees.text == "Please write this, or choose it with a button\nWhat is your name?"
    bo.says("Bo <b>&")
    assert kept(story, bo).name == "Bo <b>&"


def test_words_that_are_no_choice_are_answered_kindly(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    bo.says("hello?")
    assert "ຂໍໂທດ ຍັງບໍ່ເຂົ້າໃຈ. ເລືອກປຸ່ມລຸ່ມນີ້" in bo.sees.text
    assert bo.sees.buttons() == ["ລາວ", "English"]


def test_a_location_of_several_names_is_asked_for(story: Story) -> None:
    bo = story.known("Bo", language="en")
    bo.says("🔎 Find my group")
    bo.says("Xaysetha")
    assert "There are several places of this name. Choose the province first" in bo.sees.text
    bo.says("Attapeu")
    assert bo.sees.text == "Press the place, or write its name\nWhich district?"
    bo.says("ໄຊເສດຖາ")
    assert bo.sees.text == "Which village? If you do not see it, write its name"
    bo.says("/menu")
    bo.says("🔎 Find my group")
    bo.says("Atlantis")
    assert "This place is not known yet. Choose a button below" in bo.sees.text


def test_a_new_group_is_proposed_and_opened_by_staff(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    bo = story.known("Bo", language="en")
    bo.says("🔎 Find my group")
    for words in ("Attapeu", "Sansai", "ບ້ານໂພນສະຫວັນ"):
        bo.says(words)
    assert bo.sees.text == "ໂພນສະຫວັນ village\nThere is no group here yet. Propose a new one?"
    bo.taps("A new group")
    bo.says("ກຸ່ມລ້ຽງເປັດ")
    assert "\nThe name of the new group went to staff. They answer within 3 days\n" in bo.sees.text
    assert "ກຸ່ມລ້ຽງເປັດ" in bo.sees.text
    assert "Staff are looking at the new group" in bo.sees.text
    assert mali.sees.text == "A new group is proposed: ກຸ່ມລ້ຽງເປັດ, ໂພນສະຫວັນ village. Open it?"
    mali.taps("Open it")
    assert mali.sees.text == "The group ກຸ່ມລ້ຽງເປັດ is open now"
    assert bo.sees.text == "🎉 The group ກຸ່ມລ້ຽງເປັດ is open now. Invite its members"
    other = story.known("Seng", language="en")
    other.says("🔎 Find my group")
    for words in ("Attapeu", "Sansai"):
        other.says(words)
    assert "ໂພນສະຫວັນ" in other.sees.buttons()


def test_only_staff_open_a_group(story: Story) -> None:
    bo = story.known("Bo", language="en")
    bo.says("🔎 Find my group")
    for words in ("Sansai", "ບ້ານໂພນສະຫວັນ"):
        bo.says(words)
    bo.taps("A new group")
    bo.says("ກຸ່ມລ້ຽງເປັດ")
    assert bo.forges("members.proposed!open:1").toast == "This part is not open to you"
    with story.database.begin() as uow:
        assert [group.name for group in uow.groups.all_in_state("proposed")] == ["ກຸ່ມລ້ຽງເປັດ"]


def test_a_configured_account_becomes_administrator_at_the_end_of_the_welcome(story: Story) -> None:
    mali, bo = story.somebody("Mali"), story.somebody("Bo")
    story.runner.programme = replace(story.runner.programme, admins=frozenset({mali.number}))
    for someone in (mali, bo):
        someone.says("/start")
        through(someone, "English", "I agree", "Use this name")
    assert kept(story, mali).roles == {Role.ADMIN, Role.STAFF}
    assert kept(story, bo).roles == frozenset()


def test_the_villages_of_a_district_come_in_pages(story: Story) -> None:
    with story.database.begin() as uow:
        for number in range(11):
            uow.groups.village("1704", f"V{number:02}", state="known")
    bo = story.known("Bo", language="en")
    bo.says("🔎 Find my group")
    bo.says("Sansai")
    assert bo.sees.buttons() == ["V00", "V01", "V02", "V03", "V04", "V05", "V06", "V07", "◀ Back", "More ▶"]
    bo.taps("More ▶")
    assert bo.sees.buttons() == ["V08", "V09", "V10", "◀ Back", "◀ Before"]
    bo.forges("welcome.village:1704,99")
    assert bo.sees.buttons() == ["V08", "V09", "V10", "◀ Back", "◀ Before"]


def test_a_forged_village_or_group_leads_nowhere(story: Story) -> None:
    story.group(story.known("Noy"))
    bo = story.known("Bo", language="en")
    bo.says("/menu")
    assert bo.forges("welcome.groups:99").toast == "This page is not there any more"
    assert bo.forges("welcome.groups!join:1;77").toast == "This button is old. Here is the page as it is now"
    assert bo.forges("welcome.about!answer:sex;king").toast == "This button is old. Here is the page as it is now"
