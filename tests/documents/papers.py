"""Plans on paper for the tests: the six ranked titles of Attapeu, in the shapes that groups send.

The answers are the demo's. Everything but the titles and the three host groups is invented, as its file says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFilter

from bot.content import programme as told
from bot.content.demo import load_programme
from bot.content.library import Library
from bot.documents.paper import Action, Agreement, Beside, Part, PlanPaper, Step, Totals
from bot.i18n import Say, catalogue, plain
from bot.papers.labels import counted, labels
from bot.settings import shipped
from bot.understand import lao

LIBRARY = Library.load(shipped("content"))
PROGRAMME = load_programme(shipped("content"), LIBRARY)
TITLED = [plan for plan in PROGRAMME.plans if not plan.invented]  # the six titles of the Learning Route
TODAY = date(2026, 11, 23)
_DAY, _AUTHORS = "20/11/2026", ("ນ້ອຍ", "ແສງ", "ນາງ ດາວ")


@cache
def say(language: str) -> Say:
    return Say(catalogue(language, shipped("locales")), ZoneInfo("Asia/Vientiane"))


def attapeu(index: int = 0) -> PlanPaper:
    """One of the six titled plans, complete, in Lao."""
    plan = TITLED[index]
    group = next(group for group in PROGRAMME.groups if group.key == plan.group)
    actions = tuple(_action(action, group) for action in plan.actions)
    sexes = [member.sex for member in group.members]
    return PlanPaper(
        languages=("lo",),
        title=plan.title("en"),  # as the programme printed it
        group=group.name("lo"),
        location=[_location(group, "lo")],
        project=group.project,
        round=[PROGRAMME.rounds[0].name("lo")],
        leader=next(member.name("lo") for member in group.members if member.leader),
        women=sexes.count("woman"),
        men=sexes.count("man"),
        version=1,
        date=[say("lo").date(TODAY)],
        steps=tuple(_step(index, plan) for index in range(len(LIBRARY.form.steps))),
        actions=actions,
        totals=_totals(actions),
        agreement=Agreement(len(sexes) - 1, len(sexes), sexes.count("woman"), sexes.count("man") - 1, told=1),
        labels=[labels(say("lo"))],
        counted=[counted(say("lo"))],
        link="https://t.me/phaen_bot?start=p-7",
    )


def _location(group: told.Group, language: str) -> str:
    district = LIBRARY.locations.district(group.district)
    province = LIBRARY.locations.province(group.district[:2])
    assert district is not None
    assert province is not None
    names = {
        "village": group.village(language),
        "district": district.name(language),
        "province": province.name(language),
    }
    return plain(say(language)("{village} village, {district} district, {province} province", **names))


def _step(index: int, plan: told.Plan) -> Step:
    step = LIBRARY.form.steps[index]
    answer = next((answer for answer in plan.answers if answer.step == step.key), None)
    parts = (Part("text", answer.words("lo")),) if answer else ()
    facts = ([f"ມີ {len(plan.actions)} ວຽກ: ເບິ່ງຕາຕະລາງ"],) if step.kind == "actions" and plan.actions else ()
    by = (_AUTHORS[index % 3], _DAY) if answer else ("", "")
    return Step(step.number, [step.title("lo")], parts, (), facts, *by)


def _action(action: told.Action, group: told.Group) -> Action:
    who = next((member.name("lo") for member in group.members if member.key == action.who), action.who)
    start, due = (TODAY + timedelta(days=day) for day in (action.start, action.due))
    return Action(action.what("lo"), who, start, due, action.cost, action.own, action.sign("lo"))


def _totals(actions: Sequence[Action]) -> Totals:
    total, own = (sum(getattr(action, name) or 0 for action in actions) for name in ("cost", "own"))
    return Totals(total, own, total - own)


# The languages of a paper ---------------------------------------------------------------------------------------------
def speaking(paper: PlanPaper, *languages: str) -> PlanPaper:
    """The same plan with the labels of other languages; the answers stay as they were given."""
    steps = tuple(
        replace(step, title=[LIBRARY.form.steps[index].title(one) for one in languages])
        for index, step in enumerate(paper.steps)
    )
    group = next(
        (group for group in PROGRAMME.groups if _location(group, "lo") == paper.location[0]), PROGRAMME.groups[0]
    )
    return replace(
        paper,
        languages=languages,
        labels=[labels(say(one)) for one in languages],
        counted=[counted(say(one)) for one in languages],
        steps=steps,
        location=[_location(group, one) for one in languages],
        round=[PROGRAMME.rounds[0].name(one) for one in languages],
        date=[say(one).date(TODAY) for one in languages],
    )


def in_lao(paper: PlanPaper) -> PlanPaper:
    return paper


def in_english(paper: PlanPaper) -> PlanPaper:
    return speaking(paper, "en")


def in_both(paper: PlanPaper) -> PlanPaper:
    return speaking(paper, "lo", "en")


# The shapes that groups send ------------------------------------------------------------------------------------------
def short(index: int = 0) -> PlanPaper:
    """Three answers of a few words, one action, nobody has agreed: a draft."""
    paper = attapeu(index)
    words = ("ພວກເຮົາມີ 21 ຄອບຄົວ", "ໜໍ່ຫ່ຽວ", "ເຮັດຕູບຮົ່ມ")
    steps = tuple(
        replace(
            step, parts=(Part("text", words[at]),) if at < 3 else (), facts=(), author="ນ້ອຍ" if at < 3 else "", when=""
        )
        for at, step in enumerate(paper.steps)
    )
    actions = paper.actions[:1]
    return replace(paper, steps=steps, actions=actions, totals=_totals(actions), agreement=None, draft=True)


def long(index: int = 0) -> PlanPaper:
    """Every answer five times as long, in paragraphs."""
    paper = attapeu(index)
    steps = tuple(
        replace(step, parts=tuple(Part("text", f"{part.text} {part.text}") for part in step.parts for _ in range(5)))
        for step in paper.steps
    )
    return replace(paper, steps=steps)


def spoken(index: int = 1) -> PlanPaper:
    """Everything by voice; one in two was written down by a helper."""
    paper = attapeu(index)
    steps = []
    for at, step in enumerate(paper.steps):
        words = " ".join(part.text for part in step.parts)
        beside = (Beside(words, "Mali"),) if words and at % 2 else ()
        steps.append(replace(step, parts=(Part("voice", seconds=42 + 17 * at, beside=beside),)))
    return replace(paper, steps=tuple(steps))


def translated(index: int = 0) -> PlanPaper:
    """Helpers have translated the title, every answer, every action, and a voice that they also wrote down."""
    paper, plan = attapeu(index), TITLED[index]
    english = {answer.step: answer.words("en") for answer in plan.answers}
    steps = tuple(
        replace(step, beside=(Beside(english[form.key], "Mali", "en"),)) if form.key in english else step
        for form, step in zip(LIBRARY.form.steps, paper.steps, strict=True)
    )
    said = Beside("ພວກເຮົາຢາກໃຫ້ລູກຫຼານສືບຕໍ່ ແລະ ສອນບ້ານໃກ້ຄຽງ", "Mali")
    voice = Part(
        "voice",
        seconds=84,
        beside=(said, Beside("We want our children to carry on and teach the next village", "Somphone", "en")),
    )
    last = replace(steps[-1], parts=(*steps[-1].parts, voice))
    actions = tuple(
        replace(action, beside=(Beside(f"{one.what('en')}. {one.sign('en')}", "Mali", "en"),))
        for action, one in zip(paper.actions, plan.actions, strict=True)
    )
    return replace(paper, steps=(*steps[:-1], last), actions=actions)


def forty_actions(index: int = 0) -> PlanPaper:
    """Forty actions over two years, some with long names and signs."""
    paper = attapeu(index)
    actions = tuple(
        replace(
            paper.actions[at % len(paper.actions)],
            start=TODAY + timedelta(days=18 * at),
            due=TODAY + timedelta(days=18 * at + 12 + 9 * (at % 4)),
            cost=250_000 * (at + 1),
            own=90_000 * at,
        )
        for at in range(40)
    )
    return replace(paper, actions=actions, totals=_totals(actions))


def unspaced(index: int = 0) -> PlanPaper:
    """2,000 characters of Lao without a space in one answer, in the title, in the group's name and in an action."""
    paper = attapeu(index)
    words = "".join(part.text for step in paper.steps for part in step.parts)
    endless = "".join(re.findall("[\u0e80-\u0eff]", words)) * 9
    endless, name, deed, who = (_cut(endless, characters) for characters in (2000, 80, 400, 60))
    step = replace(paper.steps[1], parts=(Part("text", endless),))
    action = replace(paper.actions[0], what=deed, who=who)
    return replace(
        paper,
        title=_cut(endless, 120),
        group=name,
        steps=(paper.steps[0], step, *paper.steps[2:]),
        actions=(action, *paper.actions[1:]),
    )


def _cut(text: str, characters: int) -> str:
    """The beginning of a text, up to the end of a syllable."""
    kept = ""
    for syllable in lao.syllables(text):
        if len(kept) + len(syllable) > characters:
            break
        kept += syllable
    return kept


def photographed(photos: Sequence[Path], index: int = 0) -> PlanPaper:
    """Photos at steps 2, 3 and 9: one, two, and all the others."""
    paper = attapeu(index)
    steps = list(paper.steps)
    shares = {1: photos[:1], 2: photos[1:3], 8: photos[3:]}
    for at, some in shares.items():
        taken = tuple(Part("photo", "ສວນຂອງກຸ່ມ" if n % 2 else "", photo=photo) for n, photo in enumerate(some))
        steps[at] = replace(steps[at], parts=(*steps[at].parts, *taken))
    return replace(paper, steps=tuple(steps))


def largest(photos: Sequence[Path] = ()) -> PlanPaper:
    """All that the form allows: every answer and all forty lines full, each with a helper's translation of its length.

    `photos` stand at the last step.
    """
    paper = attapeu()
    told = " ".join(part.text for step in paper.steps for part in step.parts) + " "
    beside = (Beside(("We sell it straight to the market in town, every week. " * 150)[:8000], "Mali", "en"),)
    steps = [replace(step, parts=(Part("text", _filled(told, 10_000)),), beside=beside) for step in paper.steps]
    steps[-1] = replace(steps[-1], parts=(*steps[-1].parts, *(Part("photo", "ສວນ", photo=photo) for photo in photos)))
    action = Action(
        _filled(told, 500),
        _filled(told, 60),
        TODAY,
        TODAY + timedelta(days=400),
        10**11,
        10**10,
        _filled(told, 300),
        (replace(beside[0], text=beside[0].text[:800]),),
    )
    return replace(paper, title=_filled(told, 120), steps=tuple(steps), actions=(action,) * 40)


def _filled(text: str, characters: int) -> str:
    return (text * (characters // len(text) + 1))[:characters]


def second(index: int = 0) -> PlanPaper:
    """Version 2: two answers and an action were changed, an action is new."""
    paper = attapeu(index)
    steps = tuple(replace(step, changed=at in (1, 8)) for at, step in enumerate(paper.steps))
    new = replace(paper.actions[0], what="ເຊັນສັນຍາກັບບໍລິສັດ ໃສ່ມື້ຈ່າຍເງິນ", state="new", start=None)
    actions = (*paper.actions[:2], replace(paper.actions[2], state="changed"), *paper.actions[3:], new)
    return replace(paper, steps=steps, actions=actions, totals=_totals(actions), version=2)


SHAPES: dict[str, Callable[[int], PlanPaper]] = {
    "short": short,
    "long": long,
    "spoken": spoken,
    "translated": translated,
    "forty": forty_actions,
    "unspaced": unspaced,
    "second": second,
    "plain": attapeu,
}
LANGUAGES: dict[str, Callable[[PlanPaper], PlanPaper]] = {"lo": in_lao, "en": in_english, "both": in_both}


def photo(folder: Path, name: str, size: tuple[int, int] = (4000, 3000)) -> Path:
    """A photo as a phone takes it: large, a field under a sky, with the grain of a cheap camera."""
    width, height = size
    image = Image.linear_gradient("L").resize(size).point(lambda light: 120 + light // 3)
    image = Image.merge("RGB", (image, image.point(lambda light: light + 10), image.point(lambda light: light + 40)))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, height // 2), (width, height * 2 // 5), (width, height), (0, height)], fill=(104, 84, 52))
    for row in range(-width, 2 * width, max(width // 24, 1)):
        draw.line((row, height, width // 2 + row // 6, height * 9 // 20), fill=(62, 112, 44), width=max(width // 60, 1))
    grain = Image.effect_noise((width // 2, height // 2), 30).resize(size).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(2)), grain, 0.12)
    path = folder / name
    image.save(path, "JPEG", quality=92)
    return path
