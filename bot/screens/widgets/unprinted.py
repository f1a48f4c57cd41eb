"""What is said at once to whoever wrote characters that no paper shows, while it can still be written otherwise."""

from __future__ import annotations

from bot.documents import typesetting
from bot.i18n import Html, Say, lines

_NAMED = 12  # signs; whoever writes Chinese knows it from a few


def noted(note: str, text: str, say: Say) -> Html:
    """A note about what was kept, and which characters and pictures of it the paper will not show."""
    missing = typesetting.lacking(text)
    if not missing:
        return lines(note)
    signs = " ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
    return lines(note, say("🖨 Kept. But the paper of the plan cannot show: {signs}", signs=signs))
