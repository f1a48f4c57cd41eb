"""Sending photos, voices, audio, video, documents and albums."""

from typing import Any

from bot.simulator import rules
from bot.simulator.errors import bad_request
from bot.simulator.files import Upload
from bot.simulator.methods.messages import protection, send
from bot.simulator.methods.registry import Method, method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

ALBUM = 10  # core.telegram.org/bots/api#sendmediagroup
LONERS = ("document", "audio")  # the same section: these are grouped with their own kind only


def content_of(world: World, kind: str, source: str | Upload, facts: Json) -> Json:
    """What a message says of a medium that is uploaded, or known by its file_id."""
    if isinstance(source, Upload):
        return {kind: world.files.store(kind, source, facts)}
    if not source:
        raise bad_request(f"there is no {kind} in the request")
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the local Telegram has no internet
    return {kind: world.files.content(kind, source)}


def _source(parameters: Parameters, name: str) -> str | Upload:
    given = parameters.text(name)
    return parameters.uploads.get(given.removeprefix("attach://") if given else name, given)


def _sender(kind: str) -> Method:
    def send_medium(world: World, parameters: Parameters) -> Json:
        chat = rules.chat_to_write(world, parameters)
        caption = rules.caption_of(parameters)
        content = content_of(world, kind, _source(parameters, kind), parameters.values)
        return send(world, chat, content | caption | caption_place(parameters), parameters)

    return send_medium


for _kind in rules.MEDIA:
    method(f"send{_kind.title()}")(_sender(_kind))


def caption_place(parameters: Parameters) -> Json:
    return {"show_caption_above_media": True} if parameters.flag("show_caption_above_media") else {}


def input_media(world: World, parameters: Parameters, item: Any, kinds: tuple[str, ...]) -> Json:
    """The content of one InputMedia object: its medium and its caption."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if item.get("type") not in kinds:
        raise bad_request("can't parse InputMedia: type must be one of " + ", ".join(kinds))
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    own = Parameters({"media": item["media"], **item}, parameters.uploads)
    return content_of(world, item["type"], _source(own, "media"), item) | rules.caption_of(own) | caption_place(own)


@method("sendMediaGroup")
def send_media_group(world: World, parameters: Parameters) -> list[Json]:
    chat = rules.chat_to_write(world, parameters)
    items = parameters.json("media", "can't parse media JSON object")
    _check_album(items)
    contents = [input_media(world, parameters, item, ("photo", "video", "document", "audio")) for item in items]
    reply = rules.reply_of(chat, parameters)
    world.limits.spend(chat.id, group=not chat.private, count=len(contents))
    album = {"media_group_id": str(next(world.albums))} if len(contents) > 1 else {}
    extra = reply | album | protection(parameters)
    return [world.post(chat, world.profile.user, extra | content) for content in contents]


def _check_album(items: Any) -> None:
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    for kind in LONERS:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
