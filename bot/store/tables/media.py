"""Files that people sent, and what Telegram calls the files that we sent."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.media import MediumKind
from bot.store.tables.columns import count, identity, instant, metadata, ref, text
from bot.store.tables.enums import one_of

media = sa.Table(
    "media",
    metadata,
    identity(),
    one_of("media.kind", MediumKind),
    text("file_id"),
    text("unique_id"),
    text("mime"),
    text("name"),
    count("size"),
    count("seconds"),
    text("path"),  # below PHAEN_DATA/media; "" until fetched
    ref("person_id", "persons", outlives=True),
    instant("at"),
    instant("unused_since", null=True),  # when it was first seen that nothing refers to it
)
sa.Index(None, media.c.unique_id)
sa.Index(None, media.c.person_id, media.c.at)
uploads = sa.Table(  # what Telegram gave us for a file that we sent: sent again by this id
    "uploads",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    text("file_id"),
    instant("at"),
)
