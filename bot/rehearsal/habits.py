"""What people do with what they see: the pages of the product as farmers, leaders, experts and staff use them.

A page is known by the data of its buttons, for that never changes for words' sake. The first habit that fits is
followed; whoever finds none thinks of an errand, or puts the phone away.
"""

from __future__ import annotations

from bot.rehearsal.people import Habit, Human


def _words(human: Human) -> str:
    return f"ວຽກ {human.name}w{human.deeds}."


def _sum(human: Human) -> str:
    return f"{human.chance.randint(1, 40) * 50_000}"


def _day(human: Human) -> str:
    return f"ອີກ {human.chance.randint(8, human.horizon)} ມື້"


_WELCOME = (
    Habit(r"welcome\.language!choose", r"choose;lo$"),
    Habit(r"welcome\.voice!choose", r"choose;lo$"),
    Habit(r"welcome\.reading!choose", r"!choose", any_of=True),
    Habit(r"welcome\.privacy!agree", r"!agree"),
    Habit(r"welcome\.name!keep", r"!keep"),
    Habit(r"invite\.open!join", r"!join"),
    Habit(r"welcome\.about!answer", r"!answer", any_of=True),
    Habit(r"members\.consent!yes", r"!yes"),
    Habit(r"speakers\.ask!choose", r"!choose", any_of=True),
)
_LESSONS = (
    Habit(r"lessons\.again!", r"lessons\.again", share=0.8),
    Habit(r"lessons\.quiz!choose", r"!choose", any_of=True, share=0.9),
    Habit(r"lessons\.card!finish", r"!finish"),
    Habit(r"lessons\.quiz:", r"lessons\.quiz:"),
    Habit(r"lessons\.card!hear", r"!hear", share=0.1),
    Habit(r"lessons\.card!turn", r"!turn", share=0.9),
    Habit(r"lessons\.daily!start", r"!start", share=0.3, at_most=1),
    Habit(r"home\.menu!learn", r"!learn", share=0.4, at_most=8),
)
_WORK = (
    Habit(r"actions\.why!why", r"!why", any_of=True),
    Habit(r"actions\.late!(choose|take)", r"!(choose|take)", any_of=True),
    Habit(r"actions\.day!take", r"!take"),
    Habit(r"actions\.sum!take", r"!take"),
    Habit(r"actions\.cost!spent", r"!spent", any_of=True),
    Habit(r"actions\.help!ask", r"!ask", any_of=True),
    Habit(r"actions\.photo!skip", medium="photo", share=0.3, at_most=6),
    Habit(r"actions\.photo!skip", r"!skip"),
    Habit(r"actions\.(checkin|shared)!done", r"!done", share=0.4),
    Habit(r"actions\.(checkin|shared)!started", r"!started", share=0.5),
    Habit(r"actions\.(checkin|shared)!late", r"!late", share=0.4, at_most=3),
    Habit(r"actions\.(checkin|shared)!help", r"!help", share=0.3, at_most=2),
)
_MEMBER = (
    Habit(r"plan\.agree!agree", r"!agree", share=0.9, at_most=3),
    Habit(r"plan\.agree:", r"plan\.agree:", at_most=4),
    Habit(r"peers\.stars!give", r"!give", any_of=True),
    Habit(r"peers\.(stars:|list!next)", r"peers\.(stars:|list!next)"),
    Habit(r"peers\.list", r"peers\.list", at_most=3),
    Habit(r"story\.page!finish", says=_words, at_most=2),
    Habit(r"announce\.(received|choice)!", r"announce\.(received|choice)!", any_of=True, at_most=4),
    Habit(r"plan\.results:", r"plan\.results:", at_most=2),
)
_PLAN = (
    Habit(r"plan\.send!send", r"!send"),
    Habit(r"plan\.review!", r"plan\.step:\d+,\w+$", share=0.8),
    Habit(r"plan\.review!send", r"!send"),
    Habit(r"plan\.review!ask", r"!ask", at_most=4),
    Habit(r"plan\.(sure|meant)!(pick|keep)", r"!(pick|keep)"),
    Habit(r"plan\.(when|day)!take|plan\.span!yes", r"!(take|yes)"),
    Habit(r"plan\.field!own", r"!own"),
    Habit(r"plan\.field!take", r"!take", share=0.5, any_of=True),
    Habit(r"plan\.field!span", r"!span", share=0.3),
    Habit(r"plan\.field!span|plan\.when:", says=_day),
    Habit(r"plan\.field", says=_sum),
    Habit(r"plan\.conflict!choose", r"!choose"),
    Habit(r"plan\.actions[:!]", says=_words, at_most=3),
    Habit(r"plan\.step!skip|plan\.example:", says=_words, at_most=60),
    Habit(r"home\.menu!write", r"!write"),
    Habit(r"plan\.review:", r"plan\.review:", share=0.4),
    Habit(r"plan\.step:", r"plan\.step:\d+,\w+$", share=0.7),
    Habit(r"plan\.comments:", r"plan\.comments:", at_most=3),
    Habit(r"pitch\.page!", medium="voice", at_most=1),
    Habit(r"pitch\.page", r"pitch\.page:", at_most=3),
)
_SHARE = (
    Habit(r"settings.*~99$", r"settings.*~99$", at_most=1),
    Habit(r"speakers\.add$", r"speakers\.add$", at_most=1),
    Habit(r"speakers\.list$", r"speakers\.list$", at_most=1),
)
_REVIEW = (
    Habit(r"review\.conflict!free", r"!free"),
    Habit(r"review\.confirm!decide", r"!decide"),
    Habit(r"review\.confirm:\d+,approve", r"confirm:\d+,approve"),
    Habit(r"review\.judge!save", r"!save"),
    Habit(r"review\.criterion!mark", r"!mark", any_of=True),
    Habit(r"review\.say:", says=_words, share=0.5),
    Habit(r"review\.criterion:", r"review\.criterion:"),
    Habit(r"review\.judge:", r"review\.judge:"),
    Habit(r"review\.decide:", r"review\.decide:"),
    Habit(r"visit\.page!give", r"!give", any_of=True, at_most=8),
    Habit(r"visit\.page!look", says=_words, at_most=8),
    Habit(r"visit\.page:", r"visit\.page:", at_most=8),
    Habit(r"visit\.list", r"visit\.list", at_most=8),
    Habit(r"review\.plan:", r"review\.plan:"),
)
_OFFICE = (
    Habit(r"invite\.confirm!confirm", r"!confirm"),
    Habit(r"contest\.points!(put|finalists)", r"!(put|finalists)", at_most=4),
    Habit(r"contest\.points:", r"contest\.points:"),
    Habit(r"contest\.page:", r"contest\.page:"),
    Habit(r"rounds\.page:", r"rounds\.page:"),
)
HABITS = {
    "leader": (*_WELCOME, *_PLAN, *_MEMBER, *_WORK, *_LESSONS),
    "sharer": (*_WELCOME, *_SHARE, *_MEMBER, *_WORK, *_LESSONS),
    "member": (*_WELCOME, *_MEMBER, *_WORK, *_LESSONS),
    "expert": (*_WELCOME, *_REVIEW),
    "staff": (*_WELCOME, *_OFFICE),
}
ERRANDS = {
    "leader": ("/plan", "/plan", "/menu", "/actions"),
    "sharer": ("/settings", "/menu", "/plan", "/actions"),
    "member": ("/menu", "/plan", "/lessons", "/actions"),
    "expert": ("/reviews", "/menu"),
    "staff": ("/rounds", "/menu", "/health"),
}
