"""Reads the living programme of the demo, content/demo/*.yaml, and checks that it refers to what is there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import BrokenContent, Fault
from bot.content.library import Library
from bot.content.page import Entry, open_page
from bot.content.programme import (
    Action,
    Announcement,
    Answer,
    Comment,
    Contest,
    Expense,
    Group,
    HelpRequest,
    Person,
    Plan,
    Programme,
    Question,
    Review,
    Round,
    Story,
)
from bot.content.text import Text
from bot.domain.contests import Phase
from bot.domain.expenses import Paid
from bot.domain.reminders import Help

ACTION_STATES = ("planned", "started", "late", "help", "done")
PLAN_STATES = ("draft", "submitted", "returned", "approved")
REVIEW_STATES = ("asked", "scoring", "done")
CONTEST = "contest"  # the key of the competition's round
ROUND_STATES = ("open", "closed", "released")


def load_programme(folder: Path, library: Library) -> Programme:
    """Read the programme of the content `folder`; raises BrokenContent when it cannot be played."""
    faults: list[Fault] = []
    programme = read_programme(folder / "demo" / "programme.yaml", library, faults)
    if grave := [fault for fault in faults if fault.grave]:
        raise BrokenContent(grave)
    return programme


def load_contest(folder: Path, library: Library, programme: Programme) -> Contest:
    """Read the competition of the content `folder`; raises BrokenContent when it cannot be played."""
    faults: list[Fault] = []
    contest = read_contest(folder / "demo" / "contest.yaml", library, programme, faults)
    if grave := [fault for fault in faults if fault.grave]:
        raise BrokenContent(grave)
    return contest


@dataclass(frozen=True, slots=True)
class _Known:
    """The keys that plans may refer to."""

    steps: Collection[str]
    criteria: Collection[str]
    rounds: Collection[str]
    groups: Mapping[str, Collection[str]]  # group → its members
    experts: Collection[str]


def read_programme(path: Path, library: Library, faults: list[Fault]) -> Programme:
    """Read the programme; `library` says which districts, steps and criteria there are."""
    with open_page(path, faults) as page:
        staff, experts = (tuple(_person(entry) for entry in page.entries(key)) for key in ("staff", "experts"))
        rounds = tuple(_round(entry) for entry in page.entries("rounds"))
        groups = tuple(_group(entry, library) for entry in page.entries("groups"))
        known = _Known(
            steps=[step.key for form in library.forms.values() for step in form.steps],
            criteria=[criterion.key for criterion in library.rubric.criteria],
            rounds=[round_.key for round_ in rounds],
            groups={group.key: [member.key for member in group.members] for group in groups},
            experts=[expert.key for expert in experts],
        )
        members = [member for members in known.groups.values() for member in members]
        return Programme(
            name=page.text("name"),
            staff=staff,
            experts=experts,
            rounds=rounds,
            groups=groups,
            plans=tuple(_plan(entry, known) for entry in page.entries("plans")),
            announcements=tuple(
                Announcement(entry.word("by", among=_keys(staff)), entry.number("day"), _words(entry))
                for entry in page.entries("announcements")
            ),
            questions=tuple(_question(entry, members, known.experts) for entry in page.entries("questions")),
        )


def read_contest(path: Path, library: Library, programme: Programme, faults: list[Fault]) -> Contest:
    """Read the competition; its groups, and some of its readers, are those of the programme."""
    known = _Known(
        steps=[step.key for step in library.form.steps],
        criteria=(),
        rounds=(CONTEST,),
        groups={group.key: [member.key for member in group.members] for group in programme.groups},
        experts=_keys(programme.experts),
    )
    with open_page(path, faults) as page:
        ends, plans = page.entry("ends"), page.entries("plans")
        strong = {entry.word("group", ""): entry.number("strong") for entry in plans}
        return Contest(
            round=Round(CONTEST, page.text("name"), page.number("opens"), page.number("deadline"), "closed"),
            ends={phase.value: ends.number(phase.value) for phase in Phase if phase.value in ends},
            prizes=page.words("prizes"),
            readers=page.words("readers", among=known.experts),
            experts=tuple(_person(entry) for entry in page.entries("experts")),
            plans=tuple(_plan(entry, known) for entry in plans),
            strong=strong,
            strengths=tuple(_words(entry) for entry in page.entries("strengths")),
            suggestions=tuple(_words(entry) for entry in page.entries("suggestions")),
        )


def _keys(people: Iterable[Person]) -> list[str]:
    return [person.key for person in people]


def _words(entry: Entry) -> Text:
    """The words of an entry that holds its languages beside other things."""
    return Text({"lo": entry.word("lo"), "en": entry.word("en")})


def _person(entry: Entry) -> Person:
    return Person(
        key=entry.word("key"),
        name=entry.text("name"),
        sex=entry.word("sex", among=("woman", "man")),
        young=entry.flag("young", False),
        leader=entry.flag("leader", False),
        phone=entry.flag("phone", True),
        district=entry.word("district", ""),
        field=entry.text("field") if "field" in entry else None,
    )


def _round(entry: Entry) -> Round:
    return Round(
        entry.word("key"),
        entry.text("name"),
        entry.number("opens"),
        entry.number("deadline"),
        entry.word("state", among=ROUND_STATES),
    )


def _group(entry: Entry, library: Library) -> Group:
    district = entry.word("district")
    if not library.locations.district(district):
        entry.fault("district", f"there is no district {district}", "Take a code of places.yaml, with quotation marks")
    members = tuple(_person(item) for item in entry.entries("members"))
    if sum(member.leader for member in members) != 1:
        entry.fault("members", "a group needs one leader", "Mark one member with `leader: true`")
    return Group(
        entry.word("key"),
        entry.text("name"),
        entry.text("village"),
        district,
        entry.word("project"),
        entry.text("product"),
        entry.flag("invented"),
        members,
    )


def _plan(entry: Entry, known: _Known) -> Plan:
    group = entry.word("group", among=known.groups)
    members = known.groups.get(group, ())
    return Plan(
        round=entry.word("round", among=known.rounds),
        group=group,
        title=entry.text("title"),
        position=entry.number("position") if "position" in entry else None,
        invented=entry.flag("invented"),
        state=entry.word("state", among=PLAN_STATES),
        answers=tuple(
            Answer(
                item.word("step", among=known.steps),
                item.word("by", among=members),
                item.number("day"),
                _words(item),
            )
            for item in entry.entries("answers")
        ),
        actions=tuple(_action(item, members) for item in entry.entries("actions")),
        submitted=entry.number("submitted") if "submitted" in entry else None,
        agreed=entry.words("agreed", among=members),
        reviews=tuple(_review(item, known) for item in entry.entries("reviews")),
        story=_story(entry.entry("story"), members) if "story" in entry else None,
    )


def _story(entry: Entry, members: Collection[str]) -> Story:
    said = (
        Answer("", item.word("by", among=members), item.number("day"), _words(item)) for item in entry.entries("told")
    )
    return Story(entry.number("day"), entry.flag("shared"), tuple(said))


def _expense(entry: Entry, members: Collection[str]) -> Expense:
    return Expense(
        entry.word("by", among=members),
        entry.number("day"),
        entry.number("kip"),
        entry.word("paid", "", among=[*Paid, ""]),
        _words(entry),
        entry.flag("receipt", False),
    )


def _request(entry: Entry, members: Collection[str]) -> HelpRequest:
    kind = entry.word("kind", among=list(Help))
    return HelpRequest(entry.word("by", among=members), entry.number("day"), kind, _words(entry))


def _action(entry: Entry, members: Collection[str]) -> Action:
    return Action(
        what=entry.text("what"),
        who=entry.word("who"),
        start=entry.number("start"),
        due=entry.number("due"),
        cost=entry.number("cost"),
        own=entry.number("own"),
        sign=entry.text("sign"),
        state=entry.word("state", among=ACTION_STATES),
        expenses=tuple(_expense(item, members) for item in entry.entries("expenses", optional=True)),
        request=_request(entry.entry("call"), members) if "call" in entry else None,
    )


def _review(entry: Entry, known: _Known) -> Review:
    scores = entry.entry("scores")
    for key in scores.names():
        if key not in known.criteria:
            scores.fault(key, f"there is no criterion `{key}`", "Take the keys of rubric.yaml")
    return Review(
        expert=entry.word("expert", among=known.experts),
        day=entry.number("day"),
        state=entry.word("state", among=REVIEW_STATES),
        scores={key: scores.number(key) for key in scores.names()},
        comments=tuple(
            Comment(item.word("step", among=known.steps), _words(item)) for item in entry.entries("comments")
        ),
        decision=entry.word("decision", "", among=("approve", "return", "")),
    )


def _question(entry: Entry, members: Collection[str], experts: Collection[str]) -> Question:
    answer = entry.entry("answer") if "answer" in entry else None
    return Question(
        by=entry.word("by", among=members),
        day=entry.number("day"),
        words=_words(entry),
        answered_by=answer.word("by", among=experts) if answer else "",
        answer=_words(answer) if answer else None,
    )
