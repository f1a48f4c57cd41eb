"""What a rehearsal says in the end: how it was, what was sent to whom and when, and what is not as it must be."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain import zones
from bot.rehearsal.account import Account, Got
from bot.rehearsal.office import ZONE
from bot.rehearsal.season import Season


def summary(season: Season, account: Account) -> str:
    """A few lines, and every fault."""
    joined = sum(human.joined for human in season.humans)
    memory = [one for one in season.memory if one]
    begun, last = (f"{one // 1024} MB" for one in (memory[0], memory[-1])) if memory else ("–", "–")
    lines = [
        f"{season.size.days} days with {season.size.groups} groups and {len(season.humans)} people, {joined} joined;",
        (
            f"{sum(human.deeds for human in season.humans)} deeds, {sum(account.states.values())} messages, "
            f"{season.bot.kills} times killed, in {season.took / 60:.1f} minutes"
        ),
        f"memory of the process: {begun} on the first evening, {last} on the last",
        f"{sum(len(human.kept) for human in season.humans)} answers that Phaen said it had kept are there",
        "by night, because somebody else did something: "
        + (", ".join(f"{count} × {kind}" for kind, count in sorted(account.at_night.items())) or "nothing"),
        *(f"✗ {fault}" for fault in account.faults),
        f"{len(account.faults)} faults",
    ]
    return "\n".join(lines)


def whole(season: Season, account: Account) -> str:
    """The summary, the course of the round, and who got what when."""
    lines = [summary(season, account), "", "The round:"]
    if season.office is not None:
        lines += [f"  {phase} until {day}" for phase, day in season.office.ends.items()]
    return "\n".join([*lines, "", "Who got what when:", *_people(season, account)]) + "\n"


def _people(season: Season, account: Account) -> Iterator[str]:
    for human in season.humans:
        kinds = account.got.get(human.phone.owner.id, {})
        said = f"{human.deeds} deeds, {len(human.kept)} answers kept" if human.joined else "never came"
        yield f"{human.name} ({human.kind}, {human.temper}): {said}"
        yield from (f"    {kind}: {_when(got)}" for kind, got in sorted(kinds.items()))


def _when(got: Got) -> str:
    first, last = (f"{zones.local(at, ZONE):%Y-%m-%d %H:%M}" for at in (got.first, got.last))
    return first if got.count == 1 else f"{got.count} × between {first} and {last}"
