"""Every button ever sent keeps working: what it did in the world of 0.1.0 it does today, and it harms nobody.

tests/old_buttons.tsv tells what each did, written by the code of then. Addresses are compared through
bot/domain/renamed.py; texts are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.chat.registry import PAYLOADS
from bot.chat.screen import SCREENS
from bot.domain import renamed
from bot.domain.people import Role
from bot.screens import everything
from bot.store.database import Database
from tests import buttons, databases
from tests.buttons import Line
from tests.releases.replay import Played, Theatre
from tests.story import Someone, Story

everything.known()
TABLES_RENAMED: dict[str, str] = {}  # table of 0.1.0 → as it is called since a migration
CHANGED: dict[str, Played] = {  # form → what it does since a feature was changed on purpose; say why beside each line
    # A link to a new phone dies when roles, leadership or membership of its maker or of the person change.
    **{
        form: Played(page, f"{effect} invites~1", "", "")
        for form, page, effect in (
            (
                "invite.confirm!confirm:2,expert",
                "invite.confirm:member=7,role=expert",
                "audit+1 jobs+1 notices+1 roles~1",
            ),
            ("members.leave!leave:1", "home.menu:", "audit+1 members~1"),
            ("members.member!lead:1,2,lead", "home.menu:", "audit+1 members~2 notices+5"),
            ("members.member!out:1,2", "home.menu:", "audit+1 members~1 notices+1"),
            ("members.member!out:1,2,out", "home.menu:", "audit+1 members~1 notices+1"),
            (
                "members.consent!yes:1",
                "members.consent:handover=1",
                "audit+1 consents+1 handovers~1 members~2 notices+5",
            ),
        )
    },
    # A leader does not move somebody who is in another group too: nobody takes more than they have.
    "members.phone!make:1,2": Played("members.phone:group=1,member=7", "", "", ""),
    # Who comes from the list waits for the leader's yes: a place that is none yet, and the leaders are told as before.
    "welcome.groups!join:1;1": Played("home.menu:", "members+1 notices+1", "", ""),
    # A chat that is linked asks its language first.
    **{
        f"{screen}!{action}": Played("group_chat.language:", effect, "", "")
        for screen in ("group.hello", "group_chat.hello")
        for action, effect in (("link", "audit+1"), ("link;1", "audit+1 groups~1"))
    },
    # Without a number nobody can call: it is asked for once.
    "announce.reply!call:1": Played("number.ask:", "announcement_replies+1", "", ""),
    # A move is kept, so that each old phone can say "it was not me".
    "phone.open!yes:3XJ-KEhbiJwPofNk": Played(
        "home.menu:", "audit+1 invites~1 jobs+1 moves+7 notices+8 speakers+1 speakers-7", "", ""
    ),
    # Leaders hear what the end of a round means for their plans.
    "rounds.sure!close:1,close": Played("rounds.page:round=2", "audit+1 facts+1 jobs+1 rounds~1", "", ""),
    # Many hear of a competition at once: it is asked first.
    "rounds.page!contest:1": Played("rounds.sure:round=3,what=contest", "", "", ""),
    # Nobody gives points to a plan that its group is writing (the world of then has such a review).
    "review.criterion!mark:1,new;0": Played("review.criterion:assignment=12,criterion=new", "", "", ""),
    # Nor is another expert asked to read it.
    "people.take!take:2,staff": Played(
        "home.menu:", "assignments~3 audit+1 jobs+1 notices+8 question_pieces-1 questions~1 roles~1", "", ""
    ),
    # A value of the table of work that is replaced or emptied is kept, and can come back.
    **{
        form: Played(page, "actions~1 line_values+1 plans~1", "", "")
        for form, page in (
            ("plan.field!take:1,due;9830@1", "plan.field:action=31,field=who@1"),
            ("plan.sure!pick:1,due,7mc;0@1", "plan.field:action=31,field=who@1"),
            ("plan.when!take:7,due,24324;9876@3", "plan.field:action=31,field=who@1"),
            ("plan.field!empty:7,who@5", "plan.action:action=32@1"),
        )
    },
    # Whoever wrote the answer that goes is told, and may bring it back.
    "plan.conflict!choose:1,problem;mine@1": Played(
        "plan.step:plan=12,step=problem@4", "answers+1 answers~2 notices+1 plans~1", "", ""
    ),
    # A lesson's picture comes by itself with its first page.
    **{
        form: Played(f"lessons.card:card=0,lesson={lesson}", effect, "", "")
        for form, lesson, effect in (
            ("+lessons.card:strong-group,0", "strong-group", "files+1"),
            ("lessons.card!hear:three-groups,0", "costs", "files+1 notices+1"),
            ("lessons.card!share:three-groups,0", "three-groups", "files+1 notices+1"),
            ("lessons.daily!open;three-groups", "strong-group", "files+1"),
        )
    },
    # The end of a lesson shows the answer that ended it.
    "lessons.again!skip:three-groups,0": Played("lessons.done:lesson=costs,question=0", "readings~1", "", ""),
    # Who agrees stays on the page, which says so.
    "plan.agree!agree:1@1": Played("plan.agree:plan=12@2", "agreements+1", "", ""),
}
CHANGED |= {
    # Members are asked only when what the round requires is there.
    "plan.send!ask:1@1": Played("plan.send:plan=12@2", "", "", ""),
    # An expert has one notice with one button. Sending is a moment of its own, with the card as a picture.
    "plan.send!send:1@2": Played(
        "plan.sent:submission=11",
        "agreements+1 assignments+1 files+1 notices+6 plans~1 snapshots+1 submissions+1",
        "",
        "",
    ),
    # Points that were opened are noted, once: until then the first page leads to them.
    **{form: Played("plan.results:plan=1", "results_seen+1", "", "") for form in ("plan.results:1", "+plan.results:1")},
    "plan.point:1,0": Played("plan.point:index=0,plan=1", "results_seen+1", "", ""),
}
CHANGED |= {
    # Who asked members to agree hears when enough have.
    "plan.review!ask:1@1": Played("plan.review:plan=14@0", "agreements+1 notices+6 nudges+1 snapshots+1", "", ""),
    # An empty plan of a group that had one before offers what is there.
    "home.menu!write": Played("plan.again:plan=17", "", "", ""),
    # What was asked for is said on the page where it was asked for.
    "mydata.page!send": Played("mydata.page:asked=1", "jobs+1", "", ""),
}
NOT_THERE = "This page is not there any more"  # what became of forms that are about nothing that 0.1.0 knew
HOME = "home.menu"
LINES = buttons.recorded()


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    with Theatre(tmp_path_factory.mktemp("old") / "phaen.sqlite") as found:
        yield found


def today(page: str) -> str:
    """A page's recorded address as it is written today."""
    if not page:
        return ""
    address, _, seen = page.partition("@")
    screen, _, args = address.partition(":")
    screen = renamed.now("screen", screen) if "." in screen else screen
    pairs = [pair.partition("=") for pair in args.split(",") if pair]
    names = renamed.arguments("argument", screen, {name: value for name, _, value in pairs})
    return f"{screen}:{','.join(f'{name}={value}' for name, value in sorted(names.items()))}" + (seen and f"@{seen}")


def effect_today(effect: str) -> str:
    """Recorded changes under the tables' present names."""
    found = []
    for one in effect.split():
        name = one.rstrip("0123456789").rstrip("+-~")
        found.append(TABLES_RENAMED.get(name, name) + one.removeprefix(name))
    return " ".join(sorted(found))


def differs(line: Line, played: Played) -> str:
    """What a press does otherwise than it did, "" when it does the same."""
    wanted = CHANGED.get(line.form, line.played)
    page = today(wanted.page)
    if page.endswith(":*="):  # another code each time: only the screen is the same
        page, played = page.removesuffix("*="), replace(played, page=f"{played.screen}:")
    told = f"{line.name} pressed {line.data}: "
    if page != played.page:
        return f"{told}{page} was shown, now {played.page or 'nothing'} ({played.words})"
    if effect_today(wanted.effect) != " ".join(sorted(played.effect.split())):
        return f"{told}{wanted.effect or 'nothing'} was changed, now {played.effect or 'nothing'}"
    return ""


def test_every_form_is_recorded_once() -> None:
    forms = [line.form for line in LINES]
    assert len(forms) == len(set(forms))
    assert set(forms) == set(buttons.written()), "python -m tests.buttons writes both files"


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.form)
def test_an_old_button_does_what_it_did(theatre: Theatre, line: Line) -> None:
    assert differs(line, theatre.press(line.account, line.chat, line.data)) == ""


def test_a_runner_in_which_every_button_leads_home_is_seen() -> None:
    """The recording is worth something: hardly any line is one that a lost button would also give."""
    there = [line for line in LINES if not line.toast.startswith(NOT_THERE)]
    assert len(there) > 0.95 * len(LINES)
    lost = [line for line in there if differs(line, Played(f"{HOME}:", "", "", ""))]
    assert len(lost) > 0.97 * len(there)


def test_hardly_any_form_was_refused_already_when_it_was_recorded() -> None:
    dead = [line.form for line in LINES if line.toast.startswith("This button is old") and not line.effect]
    assert len(dead) < 0.02 * len(LINES), dead


def test_without_the_table_of_renamed_addresses_it_is_red(theatre: Theatre) -> None:
    """Lines of screens that are called otherwise today fail when nobody knows what these were called."""
    money = [line for line in LINES if _screen(line).startswith("money.") and not line.page.startswith("welcome.")]
    invented = [_under(line, "money.", "purse.") for line in money]
    lost = Played(f"{HOME}:", "", "", "")
    moved = [line for line in LINES if renamed.now("screen", _screen(line)) != _screen(line) and differs(line, lost)]
    screens = renamed.RENAMED.setdefault("screen", {})
    kept = dict(screens)
    try:
        screens["purse."] = "money."
        assert not any(differs(line, theatre.press(line.account, line.chat, line.data)) for line in invented)
        screens.clear()
        for line in [*invented, *moved]:
            assert differs(line, theatre.press(line.account, line.chat, line.data)), line.form
    finally:
        screens.clear()
        screens.update(kept)


def _under(line: Line, now: str, once: str) -> Line:
    """A line as it would stand there if its screens had been called otherwise."""
    return replace(line, data=line.data.replace(now, once), page=line.page.replace(now, once))


def _screen(line: Line) -> str:
    return line.data.lstrip("+").partition(":")[0].partition("!")[0].partition(";")[0]


# Whoever else presses it ----------------------------------------------------------------------------------------------
def test_the_same_button_pressed_by_a_stranger_shows_a_page_and_changes_nothing(theatre: Theatre) -> None:
    nobody = 9_999_000_001
    wrong = {}
    for line in LINES:
        if line.chat > 0 and line.name != "a stranger" and line.form.partition("!")[0] != "phone.open":
            played = theatre.press(nobody, nobody, line.data)
            if not played.page or set(played.effect.split()) - _WELCOME:
                wrong[line.form] = played
    assert not wrong


# A link to a new phone is for whoever has it. What a stranger's own welcome writes:
_WELCOME = {"persons+1", "speakers+1", "files+1"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A programme with a group, staff, an expert and a stranger in it."""
    database = Database(databases.migrated("sqlite", tmp_path_factory.mktemp("old")))
    story = Story(database)
    story.round()
    story.group(story.known("Noy"), story.known("Seng"))
    story.known("Dr. Kham", roles=(Role.EXPERT,))
    story.known("Mali", roles=(Role.STAFF, Role.ADMIN))
    story.somebody("Bo")
    return story


@pytest.mark.parametrize("data", buttons.written())
def test_an_old_button_opens_a_page_for_everybody(told: Story, data: str) -> None:

    for number, name in told.names.items():
        before = told.next_message()
        someone = Someone(told, number, name)
        someone.forges(data, before)
        assert someone.phone, f"{name} sees nothing after {data}"
        assert any(bubble.text for bubble in someone.phone.values())


@pytest.mark.parametrize(
    "data",
    [
        *(
            "x",
            "plan.step!delete:1",
            "home.menu!drop",
            "plan.step:1,2,3,4,5",
            "a.b",
            "group.hello",
            "welcome.language!x",
        ),
        *("plan.step:999999999999999999999,problem", "plan.step:-1,problem", "review.plan:1", "announce.list!send;1@0"),
    ],
)
def test_a_forged_button_changes_nothing_and_shows_the_present_page(told: Story, data: str) -> None:

    bo = Someone(told, next(number for number, name in told.names.items() if name == "Bo"), "Bo")
    bo.forges(data, told.next_message())
    assert bo.sees.buttons()


HUGE = (buttons.FORGED, "9" * 20, "-" + "9" * 18)  # the largest number that is read, and what no database holds


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_no_number_of_a_forged_button_is_too_large_for_the_database(told: Story, screen: str) -> None:
    for name in ("Mali", "Noy"):
        someone = Someone(told, next(number for number, known in told.names.items() if known == name), name)
        pages = [f"{screen}:{','.join([huge] * len(SCREENS[screen].args))}"[:64] for huge in HUGE]
        for data in sorted({*pages, *(f"{screen}:{huge}" for huge in HUGE)}):
            someone.forges(data, told.next_message())
            assert someone.phone


@pytest.mark.parametrize("about", ["step", "lesson"])
def test_nobody_asks_about_a_number_that_is_too_large(told: Story, about: str) -> None:
    mali = Someone(told, next(number for number, name in told.names.items() if name == "Mali"), "Mali")
    for huge in HUGE:
        mali.forges(f"ask.page:{about},{huge},{huge}", told.next_message())
        assert mali.phone


@pytest.mark.parametrize("prefix", sorted(PAYLOADS))
def test_no_number_of_a_forged_link_is_too_large_for_the_database(told: Story, prefix: str) -> None:
    mali = Someone(told, next(number for number, name in told.names.items() if name == "Mali"), "Mali")
    for huge in HUGE:
        mali.says(f"/start {prefix}-{huge}")
        assert mali.phone
