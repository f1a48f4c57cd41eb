"""Files that people send: known at once, fetched by a job, sent again by Telegram's id."""

from __future__ import annotations

import pytest

from bot.domain.ids import ChatId
from bot.domain.incoming import File
from bot.domain.plans import Part
from bot.domain.refused import Refused
from bot.services import media
from bot.store.database import Database
from tests.planning import NOW, settle

CHAT = ChatId(1001)


def test_a_file_is_kept_and_sent_again_with_its_caption(database: Database) -> None:
    with database.begin() as uow:
        noy = settle(uow).noy
        answer = media.receive(uow, File("photo", "telegram-1", size=1000), "the <field>", by=noy, now=NOW)
        assert (answer.kind, answer.text) == ("photo", "the <field>")
        part = Part("photo", "the <field>", answer.medium)
        assert media.play(uow, [part, Part("text", "words")], CHAT, noy.id, now=NOW) == 1
        (row,) = uow.outbox.due(now=NOW, limit=10)
        assert row.content == {
            "text": "the &lt;field&gt;",
            "medium": {"kind": "photo", "file_id": "telegram-1"},
        }


def test_a_file_that_telegram_would_not_give_is_refused(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        noy = settle(uow).noy
        assert media.receive(uow, File("video", "a", size=media.LARGEST), "", by=noy, now=NOW).medium
        with pytest.raises(Refused, match="too big") as refused:
            media.receive(uow, File("video", "b", size=media.LARGEST + media.MIB), "", by=noy, now=NOW)
        assert refused.value.values == {"x": 21, "max": 20}
