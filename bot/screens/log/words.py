"""What each deed of the log is called, and what it was done to."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.chat.address import number
from bot.domain.ids import GroupId, PersonId, PlanId, RoundId
from bot.i18n import Html, Say, joined, lines, mark, safe
from bot.services.log import Line
from bot.store.database import UnitOfWork

# The beginning of a verb as it is noted, and how it is said; what follows it (a day, a number) is said behind it.
_DEEDS = {
    "a confidential word came": mark("A confidential word came"),
    "a confidential word was answered": mark("A confidential word was answered"),
    "acts for": mark("acts for the group"),
    "added a spoken language": mark("added a spoken language"),
    "added": mark("added"),
    "approved": mark("confirmed the group"),
    "archived": mark("put into the archive"),
    "asks to be asked by a link into": mark("lets a link ask first"),
    "asked for the finalists of": mark("chose the finalists"),
    "asked not to erase": mark("wants to stay"),
    "asked to erase": mark("asked to be erased"),
    "asked to lead": mark("asked to lead"),
    "asked to send": mark("asked a second one to send"),
    "became administrator": mark("became administrator"),
    "began": mark("began a phase of the competition"),
    "brought back": mark("brought back"),
    "brought in": mark("brought in a spreadsheet"),
    "changed the name of": mark("changed the name"),
    "changed the timetable of": mark("changed the days of reminders"),
    "chose a topic for the reminders of": mark("chose a topic for reminders"),
    "chose the finalists": mark("chose the finalists"),
    "chose": mark("chose where reminders come"),
    "closed": mark("closed"),
    "confirmed": mark("confirmed"),
    "consent": mark("answered who leads"),
    "corrected": mark("corrected the announcement"),
    "counted": mark("said whether an announcement came"),
    "did not let in": mark("did not let in"),
    "drew the readers": mark("drew who reads what"),
    "practised on a plan for": mark("practised on a plan"),
    "drew who hears whom": mark("drew who hears whom"),
    "dropped what was held": mark("dropped held messages"),
    "erased": mark("Somebody was erased"),
    "forbade": mark("does not want this reader:"),
    "forgot the days of": mark("took away days of a season"),
    "gave expert": mark("made an expert"),
    "gave staff": mark("made one of the staff"),
    "gave the old phone back to": mark("gave back the old phone"),
    "handed over": mark("handed over the group"),
    "held a kind again": mark("held a kind of messages again"),
    "held all that leaves": mark("held all messages"),
    "invited again": mark("invited again"),
    "kept no longer": mark("Kept no longer"),
    "kept a narration": mark("kept a recording"),
    "leads by consent": mark("leads, as the members agreed"),
    "left the deadline of": mark("left the last day as it was"),
    "left to the lot": mark("left to the lot:"),
    "left": mark("left"),
    "let go all that was held": mark("let all held messages go"),
    "let go what was held of a kind": mark("let a kind of messages go"),
    "let in": mark("let in"),
    "let the experts decide again on": mark("let the experts decide again"),
    "linked a chat to": mark("linked a group chat"),
    "linked the chat of the experts": mark("linked the experts' chat"),
    "locked out": mark("locked a phone"),
    "lost the chat of": mark("lost the group chat"),
    "lost the chat of the experts": mark("lost the experts' chat"),
    "made a competition of": mark("made it a competition"),
    "made a link into": mark("made a link"),
    "made a link to a new phone for": mark("made a link to a new phone"),
    "moved the deadline for an outage of": mark("moved the last day for an outage"),
    "moved": mark("moved to another group"),
    "moved to a new phone": mark("moved to a new phone"),
    "moved to another zone": mark("moved groups to another time zone"),
    "noted": mark("noted who got the announcement"),
    "named a reader of confidential words": mark("named a reader of confidential words"),
    "named": mark("named"),
    "opened": mark("opened"),
    "passed": mark("let the plan pass"),
    "paused": mark("paused reminders"),
    "pinned": mark("wants this reader:"),
    "published": mark("published"),
    "put a narration back": mark("put a recording back"),
    "put back the deadline of": mark("put back the last day"),
    "put plan": mark("put a plan into a category"),
    "put on position": mark("put on a position"),
    "ranks nothing in": mark("ranks nothing"),
    "ranks the plans of": mark("ranks the plans"),
    "refused": mark("refused"),
    "released the results of": mark("released the results"),
    "removed a narration": mark("removed a recording"),
    "removed": mark("removed"),
    "reset the timetable of": mark("put back the days of reminders"),
    "returned": mark("returned the plan"),
    "resumed": mark("resumed reminders"),
    "restored": mark("restored the system"),
    "said it was not them": mark("said it was not them"),
    "said that a narration still fits": mark("said that a recording still fits"),
    "said that one are two": mark("said that one entry is two people"),
    "said that two are one": mark("said that two entries are one person"),
    "sent again": mark("sent the announcement again"),
    "sent": mark("sent the announcement"),
    "set the agreement": mark("set who has to agree"),
    "set the categories of": mark("set the categories"),
    "set the days of confidential words": mark("set the days of confidential words"),
    "set the days of work": mark("set the days of work"),
    "set the days of": mark("set the days of a season"),
    "set the deadline": mark("set the last day"),
    "set the end": mark("set the last day of a phase"),
    "set the last day": mark("set the last day of the plan"),
    "set the districts": mark("set the districts"),
    "set the projects": mark("set the projects"),
    "set the prize of position": mark("set the prize of a rank"),
    "set the score sheet": mark("set the score sheet"),
    "set": mark("set"),
    "shared": mark("shared the story"),
    "shares the phone with": mark("shares the phone"),
    "stopped a link into": mark("stopped a link"),
    "stopped": mark("stopped the announcement"),
    "told the agreement of": mark("told somebody's agreement"),
    "threw": mark("threw dice for the lot"),
    "took over all": mark("began from the last plan"),
    "took over answers": mark("began from the last plan"),
    "took over work": mark("began from the last plan"),
    "told how places are found": mark("told how places are found"),
    "took away a spoken language": mark("took away a spoken language"),
    "took away": mark("took away a role"),
    "took back the decision": mark("took back the decision"),
    "took back the words beside": mark("took back a translation"),
    "took back": mark("took back"),
    "took off a reader of confidential words": mark("took off a reader of confidential words"),
    "took off a shared phone": mark("took somebody off a phone"),
    "took out": mark("took out of the group"),
    "took over the positions by points of": mark("took the places by points"),
    "translated": mark("translated"),
    "unpublished": mark("took back from publication"),
    "was away": mark("The system was away"),
    "went on with": mark("went on with the announcement"),
    "withdrew": mark("withdrew"),
    "wrote down a member": mark("wrote down a member"),
    "wrote to": mark("wrote to the group"),
    "wrote down": mark("wrote down"),
}
_KINDS = re.compile(r"\b(group|plan|person|round) (\d{1,18})\b")


def told(line: Line, uow: UnitOfWork, say: Say) -> Html:
    """A line of the log: when, who, what, to whom, and what stood there before."""
    noted = line.noted
    who = "" if line.who is None else say.who(line.who)
    head = joined(" ", say.moment(noted.at), who)
    changed = say("Before: {before}. Now: {after}", before=noted.before or "–", after=noted.after or "–")
    what = joined(" – ", deed(noted.verb, say), subject(noted.subject, uow, say))
    return lines(head, what, changed if noted.before or noted.after else "")


def deed(verb: str, say: Say) -> Html:
    """What was done, in the reader's language; a verb that is not known stays as it was noted."""
    begins = max((one for one in _DEEDS if verb.startswith(one)), key=len, default="")
    if not begins:
        return safe(verb)
    rest = re.sub(r" (?:of|in)$", "", verb.removeprefix(begins))  # what it was done to is said behind it
    return Html(f"{say(_DEEDS[begins])}{safe(rest)}")


def subject(words: str, uow: UnitOfWork, say: Say) -> Html:
    """What it was done to, with names instead of numbers where they are known."""
    names: dict[str, Callable[[int], str]] = {
        "group": lambda key: _name(uow.groups.get(GroupId(key))),
        "person": lambda key: uow.people.name(PersonId(key)),
        "round": lambda key: say.pick(found.name) if (found := uow.rounds.get(RoundId(key))) else "",
        "plan": lambda key: _of_plan(uow, key),
    }
    return safe(_KINDS.sub(lambda found: names[found[1]](number(found[2])) or found[0], words))


def _of_plan(uow: UnitOfWork, number: int) -> str:
    plan = uow.plans.get(PlanId(number))
    return _name(uow.groups.get(plan.group)) if plan else ""


def _name(found: object) -> str:
    return str(getattr(found, "name", ""))
