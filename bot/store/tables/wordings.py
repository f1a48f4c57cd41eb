"""What helpers wrote beside answers; rows are never changed, the last of a kind stands."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import identity, instant, metadata, ref, text

wordings = sa.Table(
    "wordings",
    metadata,
    identity(),
    ref("plan_id", "plans"),
    text("subject"),  # "v7", the voice that is medium 7; "t" and the hash of a written text
    text("kind"),  # "said" (a transcription) or the language of a translation
    text("text"),  # "" takes away what stood
    ref("helper_id", "persons", outlives=True),
    instant("at"),
)
sa.Index(None, wordings.c.plan_id, wordings.c.subject)
