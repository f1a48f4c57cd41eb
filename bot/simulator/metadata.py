"""File metadata read from headers, without decoding: the size of an image, the duration of a voice."""

import struct
from dataclasses import dataclass

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF markers, ITU-T T.81 table B.1
_OPUS_RATE = 48_000  # granule positions of Opus count 48 kHz samples, RFC 7845


@dataclass(frozen=True)
class ImageSize:
    width: int
    height: int

    def within(self, box: int) -> "ImageSize":
        """Scaled down to a longer side of `box`, with the same aspect ratio."""
        longer = max(self.width, self.height)
        return ImageSize(max(1, self.width * box // longer), max(1, self.height * box // longer))


def image_size(data: bytes) -> ImageSize | None:
    """The size of a PNG or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return ImageSize(*struct.unpack(">II", data[16:24]))
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _jpeg(data: bytes) -> ImageSize | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return ImageSize(width, height)
        at += 2 + length
    return None


def ogg_duration(data: bytes) -> int:
    """The duration of an Ogg Opus file in seconds, rounded up; 0 for anything else."""
    page = data.rfind(b"OggS")
    if not data.startswith(b"OggS") or page + 14 > len(data):
        return 0
    (granule,) = struct.unpack("<q", data[page + 6 : page + 14])
    return int(max(0, -(-granule // _OPUS_RATE)))
