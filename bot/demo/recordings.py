"""What people of the demo send when they tell about a plan or visit a field: a hummed voice, and a drawn photo."""

from __future__ import annotations

import struct
from array import array
from math import pi, sin
from random import Random

from bot.domain.incoming import File
from bot.settings import shipped
from bot.simulator.files import Upload
from bot.simulator.world import World

SECONDS = 12  # of a hummed voice
_RATE = 8000  # samples a second, one byte each
_TONES = (196, 220, 262, 294, 330, 392)  # Hz, the five tones that a khaen plays, and one octave
_LONG, _FADE = 0.4, 0.06  # seconds of a tone, and in which it comes and goes
FIELD = shipped("content") / "demo" / "field.jpg"


def voice(world: World, number: int) -> File:
    """A voice message that is at Telegram, another one for each number."""
    kept = world.files.store("voice", Upload(_hum(number), mime="audio/wav"), {"duration": SECONDS})
    return File("voice", kept["file_id"], kept["file_unique_id"], kept["mime_type"], "", kept["file_size"], SECONDS)


def photo(world: World) -> File:
    """A photo of a field that is at Telegram."""
    largest = world.files.store("photo", Upload(FIELD.read_bytes()), {})[-1]
    return File("photo", largest["file_id"], largest["file_unique_id"], "image/jpeg", "", largest["file_size"])


def _hum(number: int) -> bytes:
    """A tune as a WAV file: no words, so that nobody takes it for somebody's."""
    chance = Random(number)  # noqa: S311 – a tune
    tones = {tone: _tone(tone) for tone in _TONES}
    samples = array("B")
    for _ in range(int(SECONDS / _LONG)):
        samples.extend(tones[chance.choice(_TONES)])
    plain = (16, 1, 1, _RATE, _RATE, 1, 8)  # PCM, one channel
    head = struct.pack("<4sI8sIHHIIHH", b"RIFF", 36 + len(samples), b"WAVEfmt ", *plain)
    return head + struct.pack("<4sI", b"data", len(samples)) + samples.tobytes()


def _tone(tone: int) -> bytes:
    count, fade = int(_LONG * _RATE), int(_FADE * _RATE)
    loud = (min(1.0, at / fade, (count - at) / fade) for at in range(count))
    return bytes(128 + int(70 * share * sin(2 * pi * tone * at / _RATE)) for at, share in enumerate(loud))
