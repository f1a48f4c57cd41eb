"""The files that this Telegram keeps: bytes in memory or in a folder, under ids that belong to one bot."""

import base64
import hashlib
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.simulator import measures
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.payload import Json

UPLOAD_LIMIT = 50 * 1024 * 1024  # core.telegram.org/bots/api#sending-files
PHOTO_LIMIT = 10 * 1024 * 1024  # the same page
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # core.telegram.org/bots/api#getfile
BOXES = (90, 320, 800, 1280)  # core.telegram.org/api/files#image-thumbnail-types: s, m, x, y
UNTYPED = "application/octet-stream"
FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos", "document": "documents"}
DEFAULT_MIME = {"photo": "image/jpeg", "voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
ENDINGS = {"photo": ".jpg", "voice": ".oga", "audio": ".mp3", "video": ".mp4", "document": ""}


@dataclass(frozen=True)
class Upload:
    """Bytes that somebody sends, with the name and type that they gave them; "octet-stream" is no type."""

    data: bytes
    name: str = ""
    mime: str = ""


@dataclass(frozen=True)
class StoredFile:
    id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    number: int  # of the bytes; the sizes of one photo share them here

    @property
    def unique_id(self) -> str:
        return f"AQAD{hashlib.sha256(self.path.encode()).hexdigest()[:12]}"


class Files:
    def __init__(self, bot_id: int, folder: Path | None = None) -> None:
        self._bot_id = bot_id
        self._folder = folder
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}
        self._data: dict[int, bytes] = {}
        self._contents: dict[str, tuple[str, Any]] = {}
        self._number = 0

    def store(self, kind: str, upload: Upload, facts: Json) -> Any:
        """Keeps an upload and returns what a message says of it: a list of PhotoSize, a Voice, a Document…"""
        content = self._store_photo(upload) if kind == "photo" else self._store_other(kind, upload, facts)
        for part in content if isinstance(content, list) else [content]:
            self._contents[part["file_id"]] = (kind, content)
        return content

    def content(self, kind: str, file_id: str) -> Any:
        """What a message says of a file that this bot already knows; refused for foreign ids and other kinds."""
        if file_id not in self._contents:
            raise bad_request("wrong file identifier/HTTP URL specified")
        stored_kind, content = self._contents[file_id]
        if stored_kind != kind:
            raise bad_request(f"can't use file of type {stored_kind.title()} as {kind.title()}")
        return content

    def find(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._paths.get(path)

    def read(self, file: StoredFile) -> bytes:
        if self._folder:
            return (self._folder / str(file.number)).read_bytes()
        return self._data[file.number]

    def _store_photo(self, upload: Upload) -> list[Json]:
        if len(upload.data) > PHOTO_LIMIT:
            raise bad_request(
                f"file of size {len(upload.data)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
            )
        pixels = measures.picture(upload.data)
        if pixels is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if pixels.width + pixels.height > 10_000 or not 1 / 20 <= pixels.width / max(1, pixels.height) <= 20:
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        number = self._keep(upload.data)
        smaller = [pixels.within(box) for box in BOXES if box < max(pixels.width, pixels.height)]
        return [self._photo_size(number, upload, size) for size in [*smaller, pixels]]

    def _photo_size(self, number: int, upload: Upload, size: measures.Pixels) -> Json:
        file = self._enter("photo", number, upload)
        return self._named(file) | {"width": size.width, "height": size.height, "file_size": file.size}

    def _store_other(self, kind: str, upload: Upload, facts: Json) -> Json:
        file = self._enter(kind, self._keep(upload.data), upload)
        content = self._named(file) | {"file_size": file.size, "mime_type": file.mime}
        if kind != "voice" and upload.name:
            content["file_name"] = upload.name
        if kind != "document":
            content["duration"] = int(facts.get("duration") or measures.ogg_seconds(upload.data))
        if kind == "video":
            content |= {"width": int(facts.get("width") or 0), "height": int(facts.get("height") or 0)}
        return content | {key: facts[key] for key in ("performer", "title") if kind == "audio" and facts.get(key)}

    def _keep(self, data: bytes) -> int:
        if not data:
            raise bad_request("file must be non-empty")
        self._number += 1
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / str(self._number)).write_bytes(data)
        else:
            self._data[self._number] = data
        return self._number

    def _enter(self, kind: str, number: int, upload: Upload) -> StoredFile:
        ending = Path(upload.name).suffix or ENDINGS[kind]
        given = "" if upload.mime == UNTYPED else upload.mime
        mime = given or mimetypes.guess_type(upload.name)[0] or DEFAULT_MIME.get(kind, UNTYPED)
        path = f"{FOLDERS[kind]}/file_{len(self._files)}{ending}"
        file = StoredFile(self._new_id(), kind, upload.name, mime, len(upload.data), path, number)
        self._files[file.id] = self._paths[path] = file
        return file

    def _named(self, file: StoredFile) -> Json:
        return {"file_id": file.id, "file_unique_id": file.unique_id}

    def _new_id(self) -> str:
        seed = self._bot_id.to_bytes(8) + secrets.token_bytes(28)
        return "AgAC" + base64.urlsafe_b64encode(seed).decode().rstrip("=")


def downloadable(file: StoredFile | None) -> StoredFile:
    """The file when a bot may fetch it; Telegram refuses unknown ids and files above 20 MiB."""
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file


def upload_too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")
