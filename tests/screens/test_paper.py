"""A paper is asked for in a language, by tap or by word; only who may read the plan gets one."""

from bot.domain.people import Role
from tests.follow_up import send, written
from tests.story import Someone, Story


def papers(someone: Someone) -> list[tuple[str, str]]:
    """(name, language) of the papers on a phone."""
    media = [bubble.medium for bubble in someone.phone.values() if bubble.medium]
    return [(medium["name"], medium["recipe"]["language"]) for medium in media]


def test_the_language_is_chosen_where_the_paper_is_asked_for(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    written(story, story.group(noy), noy)
    noy.says("/plan")
    noy.taps("📄 PDF")
    assert noy.sees.text == ("ປູກໜໍ່ໄມ້ຝຣັ່ງໃຫ້ໄດ້ຕະຫຼອດປີ\n📄 ແຜນເປັນ PDF, ບໍ່ເກີນ 0,5 MB\nຄຳຕອບຢູ່ຄືເກົ່າ\nຢາກໄດ້ພາສາໃດ?")
    assert noy.sees.buttons() == ["📄 ລາວ", "📄 English", "📄 ລາວ + English", "◀ ກັບຄືນ", "🧭 ຕື່ມ"]
    noy.taps("📄 ລາວ + English")
    assert noy.bubble("🧭")[0].has("📄 ກຳລັງສົ່ງໃຫ້")
    assert papers(noy) == [("phaen-1-draft-both.pdf", "both")]


def test_the_language_can_be_typed(story: Story) -> None:
    noy = story.known("Noy", language="en")
    written(story, story.group(noy), noy)
    noy.says("/plan")
    noy.taps("Picture")
    noy.says("klingon")
    assert "Sorry, this is not understood yet. Choose a button below" in noy.sees.text
    noy.says("english")
    assert papers(noy) == [("phaen-1-draft-en.png", "en")]


def test_a_sent_plan_comes_as_its_version_to_group_and_expert(story: Story) -> None:
    noy, kham = story.known("Noy", language="en"), story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    send(story, plan, noy)
    noy.forges(f"paper.plan!send:{plan},plan;lo")
    assert papers(noy) == [("phaen-1-v1-lo.pdf", "lo")]
    kham.taps("⭐ Open the plan")
    kham.taps("✅ Not connected")
    kham.taps("📄 PDF")
    kham.taps("📄 ລາວ + English")
    assert papers(kham) == [("phaen-1-v1-both.pdf", "both")]
    assert "📄 PDF" in kham.bubble("📄 PDF")[0].buttons()


def test_strangers_and_forged_words_get_no_paper(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    for claim in (f"paper.plan!send:{plan},plan;en", f"paper.plan:{plan},plan", "paper.review!send:1;en"):
        bo.forges(claim)
    for claim in (
        f"paper.plan!send:{plan},money;en",
        f"paper.plan!send:{plan},plan;klingon",
        f"paper.plan!send:{plan},plan",
    ):
        noy.forges(claim)
    assert papers(bo) == papers(noy) == []
    noy.forges(f"plan.overview!paper:{plan};en")  # a button of earlier days
    assert papers(noy) == [("phaen-1-draft-en.pdf", "en")]
