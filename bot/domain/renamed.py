"""What names are called now: buttons, bookmarks, rows and links go on under the names that they were written with.

Whoever renames something that was ever kept adds a line here, and takes none out. This table is asked wherever a name
comes from a phone or from the database; two renamings one after the other are two lines.

kind               what stands in the table, old and new
screen             calls.list, or all screens that begin with a word: calls.
argument           of a page in a bookmark, beside the screen's present name: plan.step:step
action             of a button, beside the screen's present name: plan.step!skip
value              of a button, beside the present names: plan.step!choose;cash
notice             a notice's name
notice argument    beside the notice's present name: reminder:action
job                a kind of work that takes long
paper              how a document or picture is made (a recipe's "paper")
paper argument     beside the recipe's present name: plan:submission
verb               what somebody did, in the audit log
payload            the beginning of a link behind /start
command            without its stroke
label              what stood on the large keyboard, in any language; the address that it leads to: +search.page
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "screen",
    "argument",
    "action",
    "value",
    "notice",
    "notice argument",
    "job",
    "paper",
    "paper argument",
    "verb",
    "payload",
    "command",
    "label",
]

RENAMED: dict[Kind, dict[str, str]] = {
    "screen": {"calls.": "help_requests.", "group.": "group_chat."},
    "label": {
        "☰ See more": "home.more",  # old phones had no such sign
        "☰ ເບິ່ງຕື່ມ": "home.more",
        # four rows of keys became two (0.2.0)
        "📝 The group's plan": "plan.overview",
        "📝 ແຜນຂອງກຸ່ມ": "plan.overview",
        "🔨 Work to do": "actions.list",
        "🔨 ວຽກທີ່ຕ້ອງເຮັດ": "actions.list",
        "💰 The group's money": "money.group",
        "💰 ເງິນຂອງກຸ່ມ": "money.group",
        "❓ Ask an expert": "+ask.page",
        "❓ ຖາມຜູ້ຊ່ຽວຊານ": "+ask.page",
        "👥 Members of the group": "members.list",
        "👥 ສະມາຊິກກຸ່ມ": "members.list",
        "🔎 Search": "+search.page",
        "🔎 ຊອກຫາ": "+search.page",
        "🌱 What other groups did": "+story.list",
        "🌱 ກຸ່ມອື່ນເຮັດຫຍັງແດ່": "+story.list",
        "💡 How to use this": "+help.page",
        "💡 ວິທີໃຊ້": "+help.page",
        "⚙️ Settings": "+settings.page",
        "⚙️ ການຕັ້ງຄ່າ": "+settings.page",
        "🔎 Find my group": "+welcome.province",
        "🔎 ຊອກຫາກຸ່ມ": "+welcome.province",
        "📥 Questions": "questions.queue",
        "📥 ຄຳຖາມ": "questions.queue",
        "🙋 Calls for help": "help_requests.list",
        "🙋 ກຸ່ມທີ່ຢາກໃຫ້ຊ່ວຍ": "help_requests.list",
        "🏘 Groups": "groups.list",
        "🏘 ກຸ່ມ": "groups.list",
        "🔗 Invitations": "invites.list",
        "🔗 ລິ້ງເຊີນ": "invites.list",
        "🏁 Rounds": "rounds.list",
        "🏁 ຮອບ": "rounds.list",
        "🗂 Work of all groups": "actions.all",
        "🗂 ວຽກຂອງທຸກກຸ່ມ": "actions.all",
        "🎙 Record voices": "record.languages",
        "🎙 ອັດສຽງ": "record.languages",
        "🤫 A confidential word": "+complain.page",
        "🤫 ບອກເລື່ອງລັບ": "+complain.page",
        "🧭 See more": "home.more",
        "🧭 ເບິ່ງຕື່ມ": "home.more",
    },
}


def now(kind: Kind, name: str) -> str:
    """What a name is called now; itself when it was never renamed."""
    names = RENAMED.get(kind, {})
    for _ in names:  # each line leads on once at most
        word = name.partition(".")[0] + "."
        if name in names:
            name = names[name]
        elif word in names:
            name = names[word] + name.removeprefix(word)
        else:
            break
    return name


def part(kind: Kind, owner: str, sign: str, name: str) -> str:
    """The same of a name that stands beside its owner's."""
    return now(kind, f"{owner}{sign}{name}").rpartition(sign)[2]


def arguments(kind: Kind, owner: str, args: Mapping[str, object]) -> dict[str, Any]:
    """Arguments under their present names."""
    return {part(kind, owner, ":", name): value for name, value in args.items()}


def ever(kind: Kind, name: str) -> list[str]:
    """All that a name was ever called, what it is called now first: to look for what was kept under any of them."""
    found = [name]
    for each in found:  # grows meanwhile
        found += [old for old in _before(kind, each) if old not in found]
    return found


def first(kind: Kind, name: str) -> str:
    """What a name was called first: what never changes, and so what keys are made of."""
    for _ in RENAMED.get(kind, {}):
        name = next(_before(kind, name), name)
    return name


def _before(kind: Kind, name: str) -> Iterator[str]:
    """What a name was called one renaming earlier, those that name it alone before those that rename many."""
    names = RENAMED.get(kind, {})
    yield from (old for old, new in names.items() if new == name and not old.endswith("."))
    for old, new in names.items():
        if old.endswith(".") and name.startswith(new) and name != new:
            yield old + name.removeprefix(new)
