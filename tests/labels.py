"""Every word that ever led to a page, in tests/old_labels.txt: labels of the large keyboard in every language, commands
and links behind /start, each beside the page that it opened when it was written down.

A line is what is said and, for each of READERS, the address of the page that comes; in the group's chat, the pages that
the buttons below the answer belong to. `python -m tests.labels TEXT …` adds lines as this version answers them; lines
are never taken out, and one of a word that is retired is written by the last version that had it.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bot.chat import address
from bot.chat.registry import COMMANDS, LABELS, PAYLOADS
from bot.chat.stack import Page
from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.people import Role
from bot.i18n import LANGUAGES, catalogue
from bot.services.plans import drafts
from bot.settings import shipped
from bot.store.database import Database
from tests.story import Story

FILE = Path(__file__).parent / "old_labels.txt"
CHAT = -2001  # the group's chat
READERS = ("Noy", "Vanh", "Bo", "Kham", "Mali", "chat")  # a plan is written, one has passed, no group, expert, staff


class _Seen(Exception):
    """What was said has its answer, and nothing of it stays: the next word finds the programme as it was."""


def programme(database: Database) -> Story:
    """Everybody of READERS, and something behind each kind of link."""
    database.upgrade()
    story = Story(database)
    story.round()
    noy = story.known("Noy")
    group = story.group(noy, story.known("Seng"))
    vanh = story.known("Vanh")
    other = story.group(vanh, name="ກຸ່ມໄກ່")
    story.known("Bo")
    story.known("Kham", roles=(Role.EXPERT,))
    story.known("Mali", roles=(Role.STAFF, Role.ADMIN))
    with database.begin() as uow:
        begun = [
            drafts.begin(uow, group, by=person, now=story.now)
            for group, one in ((group, noy), (other, vanh))
            if (person := uow.people.get(one.me))
        ]
        passed = begun[1]
        assert passed is not None
        uow.plans.change(passed, now=story.now, state="approved")
        uow.actions.add(passed, now=story.now, what="fence")
        uow.groups.change(group, chat_id=CHAT)
        until = story.now + timedelta(days=9)
        more = {"created_by": noy.me, "expires_at": until, "uses_left": 1}
        uow.groups.add_invite(now=story.now, code="group-1", kind="group", group_id=group, **more)
        uow.groups.add_invite(now=story.now, code="person-1", kind="person", person_id=noy.me, **more)
    return story


def led(story: Story, reader: str, said: str) -> str:
    """Where words lead a reader, in the form of the file; nothing of it is kept."""
    number = next((number for number, name in story.names.items() if name == reader), 1001)
    chat = CHAT if reader == "chat" else number
    name, _, payload = said[1:].partition(" ") if said.startswith("/") else ("", "", "")
    incoming = Incoming(
        "command" if name else "text",
        ChatId(chat),
        AccountId(number),
        story.now,
        private=chat > 0,
        text=name or said,
        payload=payload,
        message=story.next_message(),
    )
    found = "-"
    try:
        with story.database.begin() as uow:
            story.runner.take(uow, incoming, story.now)
            for row in uow.outbox.written:
                if row.lane == 0 and row.page:
                    found = Page.read(row.page).address
                elif chat < 0 and row.content:
                    data = [button.get("data", "") for line in row.content.get("rows", []) for button in line]
                    screens = {claim.screen for one in data if (claim := address.parse(one))}
                    found = ",".join(sorted(screens)) or "words"
            raise _Seen
    except _Seen:
        return found


def written() -> dict[str, list[str]]:
    """What is said → where it led each of READERS."""
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    return {said: pages for said, *pages in (line.split("\t") for line in lines if line)}


def spoken() -> set[str]:
    """What leads somewhere in this version: labels in every language, commands, and the beginnings of links."""
    catalogues = [catalogue(language, shipped("locales")) for language in LANGUAGES]
    labels = {words for english in LABELS for words in (english, *(one.text(english) for one in catalogues))}
    return labels | {f"/{name}" for name in COMMANDS} | {f"/start {prefix}-" for prefix in PAYLOADS}


def unwritten() -> list[str]:
    """Those of them that the file does not hold."""
    known = list(written())
    links = {one.partition("-")[0] + "-" for one in known if one.startswith("/start ")}
    return sorted(spoken() - set(known) - links)


def main(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = programme(Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}"))
        new = {said: [led(story, reader, said) for reader in READERS] for said in words}
    lines = ["\t".join([said, *pages]) for said, pages in ({**new, **written()}).items()]
    FILE.write_text("\n".join(sorted(lines)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
