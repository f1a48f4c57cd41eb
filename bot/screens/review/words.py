"""TODO How a submitted plan is told to an expert: whose it is, step by step, its money – in pages that Telegram
takes."""

from __future__ import annotations

from bot.domain.people import Role

EXPERTS = frozenset({Role.EXPERT})
WHOLE = "all"  # the step of a comment on the whole plan, as a page's argument
