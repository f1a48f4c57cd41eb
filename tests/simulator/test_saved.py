"""The world of the local Telegram is there again after a restart, whole, and goes on from where it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.simulator import saved, user_actions
from bot.simulator.files import Upload
from bot.simulator.server import LocalTelegram
from bot.simulator.world import World
from tests.simulator.helpers import png


def inhabited(folder: Path) -> World:
    """Two people, a group, a supergroup, a photo, a deleted message, a menu, and updates that wait for the bot."""
    world = LocalTelegram(folder=folder / "files").world
    noy, seng = world.add_person("ນ້ອຍ", language_code="lo"), world.add_person("Seng", "Sai", username="seng")
    user_actions.start(world, noy, "i-CODE")
    user_actions.start(world, seng)
    user_actions.send_text(world, seng, world.chats[seng.id], "hello")
    group, large = world.add_group("ກຸ່ມກາເຟ"), world.add_group("ກຸ່ມໃຫຍ່", supergroup=True)
    group.members[noy.id] = "creator"
    group.bot = "member"
    large.topics, large.denied = {0: True, 7: False}, {"photo"}
    user_actions.send_text(world, noy, group, "/menu")
    world.post(large, noy.user, {"text": "the first of its own count"})
    world.delete(world.chats[seng.id], next(iter(world.chats[seng.id].messages)))
    world.files.store("photo", Upload(png(), "receipt.png", "image/png"), {})
    world.profile.set_text("name", "ແຜນ", "lo")
    world.profile.commands[("chat", noy.id, 0), "lo"] = [{"command": "menu", "description": "ເມນູ"}]
    return world


def state(world: World, folder: Path) -> object:
    saved.save(world, folder / "again.json", {})
    return json.loads((folder / "again.json").read_text())


def test_everything_is_there_again(tmp_path: Path) -> None:
    world = inhabited(tmp_path)
    saved.save(world, tmp_path / "world.json", {"ahead": 5.0})
    again = LocalTelegram(folder=tmp_path / "files").world
    assert saved.restore(again, tmp_path / "world.json") == {"ahead": 5.0}
    assert state(again, tmp_path) == state(world, tmp_path)
    assert {one.id: one.user for one in again.people.values()} == {one.id: one.user for one in world.people.values()}
    assert [(one.topics, one.denied) for one in again.chats.values()] == [
        (one.topics, one.denied) for one in world.chats.values()
    ]
    (file,) = {one.number: one for one in again.files.stored()}.values()
    assert again.files.read(file) == png()
    assert again.files.content("photo", file.id)


def test_it_counts_on(tmp_path: Path) -> None:
    """A number that was given out once never means something else."""
    world = inhabited(tmp_path)
    saved.save(world, tmp_path / "world.json", {})
    again = LocalTelegram(folder=tmp_path / "files").world
    saved.restore(again, tmp_path / "world.json")
    for one in (world, again):
        noy = next(iter(one.people.values()))
        user_actions.send_text(one, noy, one.chats[noy.id], "more")
        one.add_person("Bo")
        one.add_group("a new one")
        one.add_group("a new large one", supergroup=True)
    assert sorted(again.chats) == sorted(world.chats)
    assert [one.as_json() for one in again.updates.pending] == [one.as_json() for one in world.updates.pending]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text('{"version": 0}')
    with pytest.raises(ValueError, match="another version"):
        saved.restore(LocalTelegram().world, tmp_path / "world.json")
