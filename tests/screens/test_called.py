"""Villages and plans are called in the reader's script where that is known, else as people wrote them."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.wordings import of_text
from bot.i18n import Say, catalogue, learn_places
from bot.settings import shipped
from tests.follow_up import TITLE, written
from tests.story import LIBRARY, Story

ENGLISH = "Asparagus all year round"


@pytest.mark.parametrize(
    ("written", "in_lao", "in_english"),
    [("ນາຫຼວງ", "ນາຫຼວງ", "Naluang"), ("Naluang", "ນາຫຼວງ", "Naluang"), ("Kasse", "Kasse", "Kasse")],
)
def test_a_village_is_called_in_the_readers_script(written: str, in_lao: str, in_english: str) -> None:
    learn_places(village.by_language for village in LIBRARY.locations.villages)
    zone = ZoneInfo("Asia/Vientiane")
    lao, english = (Say(catalogue(code, shipped("locales")), zone) for code in ("lo", "en"))
    apart = " " if in_lao.isascii() else ""
    assert lao("{village} village", village=written) == f"ບ້ານ{apart}{in_lao}"
    assert english("{village} village", village=written) == f"{in_english} village"


def test_a_spelling_that_could_be_two_villages_stays_as_it_was_written() -> None:
    try:
        learn_places([{"en": "Don Mai", "lo": "ດອນໃໝ່"}, {"en": "Don Mai", "lo": "ດອນໄມ້"}])
        lao = Say(catalogue("lo", shipped("locales")), ZoneInfo("Asia/Vientiane"))
        english = Say(catalogue("en", shipped("locales")), ZoneInfo("Asia/Vientiane"))
        assert lao.place("Don Mai") == "Don Mai"
        assert (english.place("ດອນໃໝ່"), english.place("ດອນໄມ້")) == ("Don Mai", "Don Mai")
    finally:
        learn_places(village.by_language for village in LIBRARY.locations.villages)


def test_villages_are_offered_in_the_readers_script(story: Story) -> None:
    with story.database.begin() as uow:
        for name in ("ນາຫຼວງ", "Don Mai", "Kasse"):
            uow.groups.village("1704", name, state="known")
    noy, john = story.known("ນ້ອຍ"), story.known("John", language="en")
    for someone, named in ((noy, {"ນາຫຼວງ", "ດອນໃໝ່", "Kasse"}), (john, {"Naluang", "Don Mai", "Kasse"})):
        someone.forges("welcome.village:1704")
        assert named <= set(someone.sees.buttons())


def test_a_plan_is_called_in_the_readers_language_where_a_helper_has_translated_its_name(story: Story) -> None:
    noy, john = story.known("ນ້ອຍ"), story.known("John", language="en")
    plan = written(story, story.group(noy, john), noy)
    with story.database.begin() as uow:
        uow.wordings.add(plan, of_text(TITLE), "en", ENGLISH, noy.me, now=story.now)
        uow.plans.change(plan, now=story.now, shared=True)
    for page in (f"plan.overview:{plan}", f"plan.review:{plan}", f"plan.agree:{plan}", f"plan.read:{plan}"):
        noy.forges(page)
        assert TITLE in noy.sees.text
        john.forges(page)
        assert ENGLISH in john.sees.text
        assert TITLE not in john.sees.text
