"""File storage: bytes in memory or in a folder, under file ids that belong to one bot."""

import base64
import hashlib
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.simulator import metadata
from bot.simulator.errors import BotApiError, bad_request
from bot.simulator.payload import Json

UPLOAD_LIMIT = 50 * 1024 * 1024  # core.telegram.org/bots/api#sextension-files
PHOTO_LIMIT = 10 * 1024 * 1024  # the same page
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # core.telegram.org/bots/api#getfile
THUMBNAILS = (90, 320, 800, 1280)  # core.telegram.org/api/files#image-thumbnail-types: s, m, x, y
UNKNOWN_MIME = "application/octet-stream"
FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos", "document": "documents"}
DEFAULT_MIME = {"photo": "image/jpeg", "voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
EXTENSIONS = {"photo": ".jpg", "voice": ".oga", "audio": ".mp3", "video": ".mp4", "document": ""}


@dataclass(frozen=True)
class Upload:
    """An uploaded file, with the name and MIME type of its sender; "octet-stream" counts as no type."""

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

    def store(self, kind: str, upload: Upload, fields: Json) -> Any:
        """Stores an upload and returns its object of the Bot API: a list of PhotoSize, a Voice, a Document…"""
        content = self._store_photo(upload) if kind == "photo" else self._store_other(kind, upload, fields)
        for part in content if isinstance(content, list) else [content]:
            self._contents[part["file_id"]] = (kind, content)
        return content

    def content(self, kind: str, file_id: str) -> object:
        """The object of a file that is already stored; error 400 for unknown ids and other kinds."""
        if file_id not in self._contents:
            raise bad_request("wrong file identifier/HTTP URL specified")
        stored_kind, content = self._contents[file_id]
        if stored_kind != kind:
            raise bad_request(f"can't use file of type {stored_kind.title()} as {kind.title()}")
        return content

    def find(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._paths.get(path)

    def read(self, file: StoredFile) -> bytes:
        if self._folder:
            return (self._folder / str(file.number)).read_bytes()
        return self._data[file.number]

    def stored(self) -> list[StoredFile]:
        """Every file that was ever stored."""
        return list(self._files.values())

    def contents(self) -> dict[str, tuple[str, Any]]:
        """File id → its kind and the object of the Bot API that it stands in."""
        return dict(self._contents)

    def restore(self, files: list[StoredFile], contents: dict[str, Any]) -> None:
        """Know the files of a former run again; their bytes are in the folder still."""
        self._files = {file.id: file for file in files}
        self._paths = {file.path: file for file in files}
        self._contents = {file_id: (kind, content) for file_id, (kind, content) in contents.items()}
        self._number = max((file.number for file in files), default=0)

    def _store_photo(self, upload: Upload) -> list[Json]:
        if len(upload.data) > PHOTO_LIMIT:
            raise bad_request(
                f"file of size {len(upload.data)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
            )
        pixels = metadata.image_size(upload.data)
        if pixels is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if pixels.width + pixels.height > 10_000 or not 1 / 20 <= pixels.width / max(1, pixels.height) <= 20:
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        number = self._write(upload.data)
        smaller = [pixels.within(box) for box in THUMBNAILS if box < max(pixels.width, pixels.height)]
        return [self._photo_size(number, upload, size) for size in [*smaller, pixels]]

    def _photo_size(self, number: int, upload: Upload, size: metadata.ImageSize) -> Json:
        file = self._register("photo", number, upload)
        return self._ids(file) | {"width": size.width, "height": size.height, "file_size": file.size}

    def _store_other(self, kind: str, upload: Upload, fields: Json) -> Json:
        file = self._register(kind, self._write(upload.data), upload)
        content = self._ids(file) | {"file_size": file.size, "mime_type": file.mime}
        if kind != "voice" and upload.name:
            content["file_name"] = upload.name
        if kind != "document":
            content["duration"] = int(fields.get("duration") or metadata.ogg_duration(upload.data))
        if kind == "video":
            content |= {"width": int(fields.get("width") or 0), "height": int(fields.get("height") or 0)}
        return content | {key: fields[key] for key in ("performer", "title") if kind == "audio" and fields.get(key)}

    def _write(self, data: bytes) -> int:
        if not data:
            raise bad_request("file must be non-empty")
        self._number += 1
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / str(self._number)).write_bytes(data)
        else:
            self._data[self._number] = data
        return self._number

    def _register(self, kind: str, number: int, upload: Upload) -> StoredFile:
        extension = Path(upload.name).suffix or EXTENSIONS[kind]
        given = "" if upload.mime == UNKNOWN_MIME else upload.mime
        mime = given or mimetypes.guess_type(upload.name)[0] or DEFAULT_MIME.get(kind, UNKNOWN_MIME)
        path = f"{FOLDERS[kind]}/file_{len(self._files)}{extension}"
        file = StoredFile(self._new_id(), kind, upload.name, mime, len(upload.data), path, number)
        self._files[file.id] = self._paths[path] = file
        return file

    def _ids(self, file: StoredFile) -> Json:
        return {"file_id": file.id, "file_unique_id": file.unique_id}

    def _new_id(self) -> str:
        seed = self._bot_id.to_bytes(8) + secrets.token_bytes(28)
        return "AgAC" + base64.urlsafe_b64encode(seed).decode().rstrip("=")


def downloadable(file: StoredFile | None) -> StoredFile:
    """The file, if a bot may download it; error 400 for unknown ids and files above 20 MiB."""
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file


def upload_too_large() -> BotApiError:
    return BotApiError(413, "Request Entity Too Large")
