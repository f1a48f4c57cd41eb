"""The signs on labels and in texts: one sign one meaning. A label without a fitting sign has none."""

from __future__ import annotations

from typing import Final

SIGNS: Final = {
    "📚": "lessons",
    "📝": "the plan, to see",
    "✍️": "write, change",
    "🔨": "work: the list, under way",
    "💰": "money",
    "📅": "a day",
    "👥": "people, the group",
    "❓": "ask an expert, a question to one",
    "💬": "an expert's words",
    "⭐": "points, reviewing",
    "🏆": "results, rounds",
    "📨": "send: plan, question, on to others",
    "📣": "announcements",
    "💡": "explanation: how, why, example",
    "🔎": "search",
    "🧭": "more",
    "✅": "done, saved, right",
    "▫️": "still open",
    "🔴": "past its day",
    "👍": "yes",
    "✋": "no, not yet",
    "⏰": "reminder",
    "🙋": "wants help",
    "🎉": "joy",
    "🔊": "listen, recordings",
    "📷": "picture",
    "📄": "PDF",
    "🗑": "take away",
    "🌱": "what other groups did",
    "⚙️": "settings",
    "🤫": "a word in confidence",
}
ARROWS: Final = frozenset("◀▶→")  # at the edge of a label; no signs
WORK: Final = ("▫️", "🔨", "🔴", "🙋", "✅")  # the states of a piece of work
GONE: Final = {  # and what each has become
    "👏": "✅",
    "❔": "💡",
    "👀": "💡",
    "⏳": "📅",
    "👤": "👥",
    "▶️": "🔨",
    "⚪": "▫️",
    "❗️": "▫️",
    "🤝": "👥",
    "🖼": "📷",
    "📋": "📝",
    "📖": "📝",
    "✏️": "✍️",
    "🏁": "🏆",
    "📥": "❓",
    "🏘": "👥",
    "⏭": "▶",
    "⬅": "◀",
    "🎓": "🎉",
}
