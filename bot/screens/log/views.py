"""What follows a deed of the log, and what it was done to, in plain words: names for numbers, days as people say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from bot.chat.address import number
from bot.content.library import Library
from bot.domain.agreements import Needed
from bot.domain.ids import GroupId, PersonId, PlanId, RoundId
from bot.domain.people import Role
from bot.i18n import Html, Say, mark, safe
from bot.screens.contest import words as contest_words
from bot.screens.rounds.words import NEEDED
from bot.screens.rounds.words import title as round_title
from bot.screens.widgets.office_names import HELD, SETTINGS
from bot.services.invites import ROLES
from bot.store.database import UnitOfWork

Match: TypeAlias = re.Match[str]
Put: TypeAlias = Callable[["Plain", Match], str]
_WORDS = {
    "from all": mark("from everybody"),
    "called": mark("by a call"),
    "printed": mark("on paper"),
    "not reached": mark("not reached"),
    "with own districts": mark("also in its own district"),
    "without connection": mark("also with a connection"),
    "chat": mark("in the group's chat"),
    "private": mark("in private chats"),
    "both": mark("in private and in the group's chat"),
    "name": mark("the name"),
    "village": mark("the village"),
    "project": mark("the project"),
    "all": mark("all"),
    "any": mark("any day"),
    "none": mark("none"),
    "by hand": mark("by hand"),
    "True": mark("yes"),
    "False": mark("no"),
}
_SHOWS = {"experts": mark("experts for each plan"), "heard": mark("plans that a group hears")}
_SHOWS |= {"withhold": mark("names of experts are withheld"), "own_winners": mark("each project has its own winners")}
_ROLES = "|".join(role.value for role in Role)
_SAID = 0xE000  # signs that nobody writes (Unicode, private use)
_DAY, _MOMENT = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00"


@dataclass(frozen=True, slots=True)
class Plain:
    """Whoever reads the log, and what names are found in."""

    uow: UnitOfWork
    say: Say
    library: Library | None = None

    def words(self, noted: str) -> Html:
        """Words of a line, with everything that a program would write said as people do."""
        told = noted.strip()
        if renamed := _RENAMED.fullmatch(told):  # what people wrote stays as they wrote it
            before, after = (str(self.say("all")) if one == "all" else one for one in renamed.group(3, 4))
            return safe(f"{self.thing(renamed)}: {before} → {after}")
        said: list[str] = []  # what is said already stands there as one sign, so that nothing says it once more

        def keep(found: Match, put: Put) -> str:
            said.append(put(self, found))
            return chr(_SAID + len(said) - 1) if said[-1] else ""

        for pattern, put in _PUT:
            told = pattern.sub(partial(keep, put=put), told)
        for place, words in enumerate(said):
            told = told.replace(chr(_SAID + place), words)
        return safe(" ".join(told.split()).strip(" ,:"))

    def _name(self, kind: str, key: int) -> str:
        uow, say = self.uow, self.say
        match kind:
            case "group":
                return _named(uow.groups.get(GroupId(key)))
            case "person":
                return uow.people.name(PersonId(key))
            case "round":
                found = uow.rounds.get(RoundId(key))
                return round_title(found, say) if found else str(say("Round {n}", n=key))
            case "plan":
                plan = uow.plans.get(PlanId(key))
                return _named(uow.groups.get(plan.group)) if plan else ""
        return str(say(_NUMBERED[kind], n=key))

    def thing(self, found: Match) -> str:
        return self._name(found[1], number(found[2])) or str(self.say("{what} that is gone", what=found[2]))

    def plans(self, found: Match) -> str:
        return ", ".join(filter(None, (self._name("plan", number(one)) for one in found[1].split(","))))

    def day(self, found: Match) -> str:
        return self.say.day(date.fromisoformat(found[0]))

    def span(self, found: Match) -> str:
        return " – ".join(self.say.moment(datetime.fromisoformat(one)) for one in found.groups())

    def season(self, found: Match) -> str:
        known = self.library.seasons if self.library else None
        season = known.season(found[1]) if known else None
        region = next((one for one in known.regions if one.key == found[2]), None) if known else None
        language = self.say.language
        parts = (season.title(language) if season else found[1], region.title(language) if region else "", found[3])
        return " ".join(filter(None, parts))

    def recording(self, found: Match) -> str:
        lesson = self.library.lesson(found[1]) if self.library else None
        step = self.library.form.step(found[1]) if self.library else None
        found_in = lesson or step
        text = found_in.title(self.say.language) if found_in else self.say("a text")
        names = {one.key: one.name for one in self.library.languages} if self.library else {}
        key, language = found[2], self.say.language
        return f"{text} – {names[key](language) if key in names else self.say.tongue(key)}"

    def one_of(self, found: Match) -> str:
        return str(self.say(_WORDS[found[1]]))

    def role(self, found: Match) -> str:
        return str(self.say(ROLES[Role(found[1])]))

    def item(self, found: Match) -> str:
        return str(self.say(SETTINGS[found[1]]))

    def kind(self, found: Match) -> str:
        return f"{self.say(HELD[found[1]])}{found[2] or ''}"

    def phase(self, found: Match) -> str:
        return f"{'– ' if found[1] else ''}{contest_words.phase(found[2], self.say)}"

    def needed(self, found: Match) -> str:
        return str(self.say(NEEDED[Needed(found[1])]))

    def rule(self, found: Match) -> str:
        return f"{self.say(_SHOWS[found[1]])}: {found[2]}"

    def back_up(self, found: Match) -> str:
        at = datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00")
        return str(self.say("the back-up of {moment}", moment=self.say.moment(at)))

    def people(self, found: Match) -> str:
        return str(self.say.plural("to {n} person", "to {n} people", number(found[1])))

    def arrived(self, found: Match) -> str:
        n = number(found[1])
        if found[2] == "sent":
            return str(self.say.plural("{n} person has it", "{n} people have it", n))
        return str(self.say.plural("{n} person does not have it", "{n} people do not have it", n))

    def kept(self, found: Match) -> str:
        n = number(found[1])
        if found[2] == "people asked":
            return str(self.say.plural("{n} person was asked to stay", "{n} people were asked to stay", n))
        return str(self.say.plural("{n} confidential word", "{n} confidential words", n))

    def zone(self, found: Match) -> str:
        return f"{self.say.plural('{n} group', '{n} groups', number(found[1]))} → {found[2]}"

    def phones(self, found: Match) -> str:
        return str(self.say("agreements from one phone: {n}", n=found[1]))

    def lot(self, found: Match) -> str:
        return str(self.say("number of the lot: {seed}", seed=found[1]))

    def end(self, found: Match) -> str:
        day = str(self.say("any day")) if found[2] == "any" else self.say.day(date.fromisoformat(found[2]))
        return str(self.say("from {day}", day=day) if found[1] == "from" else self.say("until {day}", day=day))


def _named(found: object) -> str:
    return str(getattr(found, "name", ""))


def _away(_: Plain, __: Match) -> str:
    return ""


def _first(_: Plain, found: Match) -> str:
    return str(found[1])


def _sign(sign: str) -> Put:
    return lambda _, __: sign


_NUMBERED = {
    "announcement": mark("announcement {n}"),
    "question": mark("question {n}"),
    "story": mark("story {n}"),
    "sheet": mark("spreadsheet {n}"),
}
_RENAMED = re.compile(r"(group|person) (\d+): (.*) → (.*)")
_THINGS = r"\b(group|person|round|plan|announcement|question|story|sheet) (\d{1,18})\b"
_PHASES = "|".join(contest_words.PHASES)
# In this order: what a piece of a line is, and how it is said. Names come last, for people wrote them.
_RULES: list[tuple[str, Put]] = [
    (r",? (?:from |to )?account \d+|^chat -\d+$| revision \d+|, question \d+$", _away),
    (r": (?:starts|moments|leader|staff) -?\d+$", _away),
    (r"^season (\S+)(?: ([a-z]+))?(?: (\d{4}))?$", Plain.season),
    (r"^(\S+) \S+ in (\S+)$", Plain.recording),
    (r"^\[([\d, ]*)\]$", Plain.plans),
    (r"^the back-up of (\S+) (\S+) UTC$", Plain.back_up),
    (r"^to (\d+) (?:people|unsure|refused)$", Plain.people),
    (r"^(\d+) unsure as (sent|refused)$", Plain.arrived),
    (r"^(\d+) groups to (\S+)$", Plain.zone),
    (r"^(\d+) (confidential words|people asked)$", Plain.kept),
    (r"^(\d+) agreements from one phone$", Plain.phones),
    (r"^(\d+) for the lot$", _first),
    (r"\bby ([0-9a-f]{16})\b", Plain.lot),
    (r"^(experts|heard|withhold|own_winners) (\S+)$", Plain.rule),
    (r"\((from|until) (\S+)\)", Plain.end),
    (rf"\b(until) ({_DAY})", Plain.end),
    (rf"^from ({_MOMENT}) to ({_MOMENT})$", Plain.span),
    (_DAY, Plain.day),
    (rf"^(?:role )?({_ROLES})$", Plain.role),
    (rf"^({'|'.join(SETTINGS)})$", Plain.item),
    (rf"^({'|'.join(HELD)})(: \d+)?$", Plain.kind),
    (rf"(?:^|\b)(of )?\b({_PHASES})$", Plain.phase),
    (rf"^({'|'.join(Needed)})$", Plain.needed),
    (r"^into the category ", _sign("– ")),
    (r" as a reader$| for the reminders$|\bholiday |^person –$", _away),
    (rf"(?<![^\s:(])({'|'.join(_WORDS)})(?![^\s,)→])", Plain.one_of),
    (r" is not ", _sign(" ≠ ")),
    (r" is ", _sign(" = ")),
    (r" (?:to|into) ", _sign(" → ")),
    (r" (?:of|from) ", _sign(", ")),
    (_THINGS, Plain.thing),
]
_PUT: list[tuple[re.Pattern[str], Put]] = [(re.compile(pattern), put) for pattern, put in _RULES]
