"""What the demo's page knows of people: whose phones lie on the table, roles, who is who in the competition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import programme as told
from bot.content.demo import CONTEST
from bot.demo.living import Cast

if TYPE_CHECKING:
    from bot.demo.programme import LivingProgramme

LEADER, MEMBER = ("ຫົວໜ້າກຸ່ມ", "Leader"), ("ສະມາຊິກ", "Member")
EXPERT, STAFF = ("ຜູ້ຊ່ຽວຊານ", "Expert"), ("ພະນັກງານ", "Staff")
STARTED = ("noy", "kham", "mali")  # whose chats are open already


def phones(programme: LivingProgramme) -> list[dict[str, object]]:
    """Who is shown side by side: a new leader with an invitation, Noy, an expert, staff."""
    shown = (
        ("newcomer", "ຫົວໜ້າກຸ່ມໃໝ່", "New group leader"),
        ("noy", "ຫົວໜ້າກຸ່ມ", "Group leader"),
        ("kham", *EXPERT),
        ("mali", *STAFF),
    )
    found: list[dict[str, object]] = [
        {"person": programme.accounts[key], "role_lo": lao, "role_en": english} for key, lao, english in shown
    ]
    found[0]["start"] = f"i-{programme.invite}"
    return found


def cast(programme: LivingProgramme) -> Cast:
    """Who is who in the competition."""
    contest = programme.contest
    if contest is None:
        return Cast()
    readers = (*contest.readers, *(expert.key for expert in contest.experts))
    strong = {programme.plans[CONTEST, group]: points for group, points in contest.strong.items()}
    shown = frozenset(programme.people[key] for key in STARTED)
    return Cast(shown, tuple(programme.people[key] for key in readers), strong)


def known(programme: LivingProgramme) -> list[dict[str, object]]:
    """What the page says of everybody who has a phone: role, group, and the name in Latin letters."""
    people: list[tuple[told.Person, tuple[str, str], told.Group | None]] = []
    people += [(person, STAFF, None) for person in programme.content.staff]
    people += [(person, EXPERT, None) for person in programme.experts]
    people += [
        (member, LEADER if member.leader else MEMBER, group)
        for group in programme.content.groups
        for member in group.members
    ]
    return [
        {
            "person": programme.accounts[person.key],
            "also": person.name("en"),
            "role_lo": f"{lao} · {group.name('lo')}" if group else lao,
            "role_en": f"{english} · {group.name('en')}" if group else english,
        }
        for person, (lao, english), group in people
        if person.key in programme.accounts
    ] + [{"person": programme.accounts["newcomer"], "also": "Khampheng", "role_lo": LEADER[0], "role_en": LEADER[1]}]
