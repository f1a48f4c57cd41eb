"""Renders events as the lines of a transcript."""

from collections.abc import Mapping

from bot.simulator.payload import Json

MARKS = {"edited": " (edited)", "deleted": " (deleted)"}
MEDIA = ("photo", "voice", "audio", "video", "document")


def line(event: Json, names: Mapping[int, str]) -> str | None:
    """`bot > Noy: text`, `Noy > bot: text`, `bot > Noy (note): text`; None for events that show no text."""
    chat = names.get(event["chat_id"] or 0, "")
    if event["type"] in ("message", *MARKS):
        message = event["message"]
        author = "bot" if message["from"]["is_bot"] else names.get(message["from"]["id"], "?")
        to = "bot" if author == chat else chat
        return f"{author} > {to}{MARKS.get(event['type'], '')}: {content(message)}"
    if event["type"] == "answer" and event["answer"]["text"]:
        person = names.get(event["people"][0], "?")
        return f"bot > {person} ({'alert' if event['answer']['show_alert'] else 'note'}): {event['answer']['text']}"
    if event["type"] == "keyboard":
        return f"bot > {chat} (keyboard): {rows((event['keyboard'] or {}).get('keyboard', [])) or 'none'}"
    return None


def content(message: Json) -> str:
    """A message: its medium in parentheses, its text, its buttons below."""
    medium = next((_medium(kind, message[kind]) for kind in MEDIA if kind in message), "")
    words = message.get("text") or message.get("caption") or ""
    body = " ".join(part for part in (medium, words) if part) or _service(message)
    buttons = rows(message.get("reply_markup", {}).get("inline_keyboard", []))
    return f"{body}\n{buttons}" if buttons else body


def rows(keyboard: list[list[Json | str]]) -> str:
    """Buttons in square brackets, a line for each row."""
    return "\n".join(" ".join(f"[{label(button)}]" for button in row) for row in keyboard)


def label(button: Json | str) -> str:
    return button if isinstance(button, str) else str(button["text"])


def _medium(kind: str, medium: Json) -> str:
    if kind in ("voice", "audio", "video"):
        return f"({kind}, {medium['duration']} s)"
    return f"({kind} {medium['file_name']})" if kind == "document" and "file_name" in medium else f"({kind})"


def _service(message: Json) -> str:
    frame = ("message_id", "from", "chat", "date", "deleted", "new_chat_member")
    return f"({', '.join(key for key in message if key not in frame)})"
