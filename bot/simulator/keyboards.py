"""Parses and validates keyboards: structure, buttons, limits."""

from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import BotApiError, bad_request
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json

CALLBACK_BYTES = 64  # core.telegram.org/bots/api#inlinekeyboardbutton
INLINE_BUTTONS = 100  # limits.tginfo.me: buttons of one inline keyboard
BUTTON_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
    "callback_game",
)


def parse(parameters: Parameters, *, inline_only: bool = False, private: bool = True) -> Json | None:
    """The reply_markup of a request; an edit takes inline keyboards only, a group no buttons that ask for a contact."""
    markup = parameters.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup in (None, {}):
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        _check_reply_keyboard(markup["keyboard"], private=private)
        return markup
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def _inline(rows: Any) -> Json | None:
    for row in _rows(rows, 'Field "inline_keyboard" of the InlineKeyboardMarkup'):
        for button in row:
            _check_inline_button(button)
    filled = [row for row in rows if row]
    if sum(len(row) for row in filled) > INLINE_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": filled} if filled else None


def _rows(rows: object, field: str) -> list[Any]:
    if not isinstance(rows, list):
        raise _structure_error(f"{field} must be an Array")
    if not all(isinstance(row, list) for row in rows):
        raise _structure_error(f"{field} must be an Array of Arrays")
    return rows


def _structure_error(problem: str) -> BotApiError:
    return bad_request(problem[0].lower() + problem[1:])


def _check_inline_button(button: object) -> None:
    if not isinstance(button, dict):
        raise _button_error("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _button_error('Can\'t find field "text"')
    if not any(action in button for action in BUTTON_ACTIONS):
        raise _button_error("Text buttons are unallowed in the inline keyboard")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if "callback_data" in button:
        _check_callback_data(button["callback_data"])
    elif "url" in button:
        _check_url(button["url"])


def _button_error(problem: str) -> BotApiError:
    return bad_request(f"can't parse inline keyboard button: {problem}")


def _check_callback_data(data: object) -> None:
    if not isinstance(data, str):
        raise _button_error('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    parts = urlsplit(str(url))
    web = parts.scheme in ("http", "https", "") and "." in (parts.hostname or parts.path)
    if not web and parts.scheme != "tg":
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply_keyboard(rows: object, *, private: bool) -> None:
    for row in _rows(rows, 'Field "keyboard" of the ReplyKeyboardMarkup'):
        for button in row:
            if isinstance(button, dict):
                if not isinstance(button.get("text"), str):
                    raise bad_request("can't parse keyboard button: Can't find field \"text\"")
                if button.get("request_contact") and not private:
                    raise bad_request("phone number can be requested in private chats only")
            elif not isinstance(button, str):
                raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
