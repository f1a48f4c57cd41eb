"""How the phases of a competition are told."""

from __future__ import annotations

from bot.domain.contests import Contest, Link, Phase, Rules
from bot.i18n import Html, Say, lines, mark

PHASES = {
    Phase.DRAFTING: mark("Groups write their plans"),
    Phase.PRESENTING: mark("Groups tell about their plans"),
    Phase.PEERS: mark("Groups hear each other and give stars"),
    Phase.EXPERTS: mark("Experts read the plans"),
    Phase.DECISION: mark("Staff look at the points"),
    Phase.RELEASED: mark("The results are out"),
    Phase.FOLLOW_UP: mark("Experts visit the groups"),
    Phase.WINNERS: mark("The final winners are known"),
}
LINKS = {
    Link.FIELD: mark("the points of the visit"),
    Link.PEERS: mark("the stars of other groups"),
    Link.WOMEN: mark("more women in the group"),
}


def phase(which: str, say: Say) -> Html:
    return say(PHASES.get(Phase(which), "?")) if which in set(Phase) else Html("?")


def until(contest: Contest, which: Phase, say: Say) -> Html:
    """Until when a phase lasts; nothing where it ends by hand."""
    ends = contest.rules.ends.get(which)
    return say("until {date}", date=say.day(say.today(ends))) if ends else Html()


def rule(heard: int, groups: int, say: Say) -> list[Html]:
    """The two sentences that everybody hears before anything is judged; in a small round all others hear a plan."""
    few = say(
        "Every plan is heard by the other groups, and its place depends only on the stars that it got: "
        "2½ or more is first, 2 or more is second, 1½ or more is third"
    )
    first = say.plural(
        "Every plan is heard by {n} other group chosen by lot, and its place depends only on the stars that it got: "
        "2½ or more is first, 2 or more is second, 1½ or more is third",
        "Every plan is heard by {n} other groups chosen by lot, and its place depends only on the stars that it got: "
        "2½ or more is first, 2 or more is second, 1½ or more is third",
        heard,
    )
    own = say(
        "Your own votes cannot lift your own plan; plans that are close in truth may change places, "
        "therefore places are shared"
    )
    return [few if groups <= heard else first, own]


def chain(rules: Rules, say: Say) -> Html:
    """What parts final winners who are equal."""
    return say("Who is equal at the end: {list}", list=say.names(say(LINKS[link]) for link in rules.chain))


def prizes(rules: Rules, say: Say) -> Html:
    return lines(*(say("Rank {n}: {prize}", n=n, prize=prize) for n, prize in sorted(rules.prizes.items())))
