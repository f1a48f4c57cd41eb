"""Sends photos, voices, audio, video, documents and albums."""

from typing import Any

from bot.simulator import validation
from bot.simulator.errors import bad_request
from bot.simulator.files import Upload
from bot.simulator.methods.messages import protection, send
from bot.simulator.methods.registry import Method, method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World

MAX_ALBUM = 10  # core.telegram.org/bots/api#sendmediagroup
UNMIXABLE = ("document", "audio")  # the same section: only in albums of their own kind


def content_of(world: World, kind: str, source: str | Upload, fields: Json) -> Json:
    """The content of a message with a file that is uploaded, or named by its file_id."""
    if isinstance(source, Upload):
        return {kind: world.files.store(kind, source, fields)}
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
        chat = validation.writable_chat(world, parameters)
        caption = validation.caption_of(parameters)
        content = content_of(world, kind, _source(parameters, kind), parameters.values)
        return send(world, chat, content | caption | caption_position(parameters), parameters)

    return send_medium


for _kind in validation.MEDIA:
    method(f"send{_kind.title()}")(_sender(_kind))


def caption_position(parameters: Parameters) -> Json:
    return {"show_caption_above_media": True} if parameters.flag("show_caption_above_media") else {}


def input_media(world: World, parameters: Parameters, item: object, kinds: tuple[str, ...]) -> Json:
    """The content of an InputMedia object: its file and its caption."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind == "animation" and kind not in kinds:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if kind not in kinds:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    own = Parameters({"media": item["media"], **item}, parameters.uploads)
    return (
        content_of(world, item["type"], _source(own, "media"), item)
        | validation.caption_of(own)
        | caption_position(own)
    )


@method("sendMediaGroup")
def send_media_group(world: World, parameters: Parameters) -> list[Json]:
    chat = validation.writable_chat(world, parameters)
    items = parameters.json("media", "can't parse media JSON object")
    _check_album(items)
    contents = [input_media(world, parameters, item, ("photo", "video", "document", "audio")) for item in items]
    for content in contents:
        validation.check_rights(chat, content)
    reply = validation.topic_of(chat, parameters) | validation.reply_of(chat, parameters)
    world.limits.consume(chat.id, group=not chat.private, count=len(contents))
    album = {"media_group_id": str(next(world.album_ids))} if len(contents) > 1 else {}
    extra = reply | album | protection(parameters)
    return [world.post(chat, world.profile.user, extra | content) for content in contents]


def _check_album(items: Any) -> None:
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    for kind in UNMIXABLE:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
