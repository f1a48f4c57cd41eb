"""Sends the request of each rule in rules.yaml, most of them invalid, and compares the response."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.simulator import LocalTelegram
from tests.simulator.helpers import BareBot, StillClock
from tests.simulator.rules import scene

SECTIONS = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
RULES = [rule for section in SECTIONS for rule in section["rules"]]
CALLS = [rule for rule in RULES if "call" in rule]
STORIES = [rule for rule in RULES if "test" in rule]


def filled(value: Any, things: dict[str, Any]) -> Any:
    """A parameter of a rule with $names and long texts substituted."""
    if isinstance(value, str) and value.startswith("$"):
        return things[value[1:]]
    if isinstance(value, list):
        return [filled(part, things) for part in value]
    if isinstance(value, dict):
        if set(value) == {"repeat", "times"}:
            return value["repeat"] * value["times"]
        return {key: filled(part, things) for key, part in value.items()}
    return value


@pytest.mark.parametrize("rule", CALLS, ids=lambda rule: rule["says"])
async def test_telegram_answers_as_the_rule_says(
    rule: dict[str, Any], telegram: LocalTelegram, bot: BareBot, clock: StillClock
) -> None:
    call = filled(rule["call"], await scene.things(telegram, bot, clock))
    answer = await bot.call(call.pop("method"), **call)
    said = "accepted" if answer["ok"] else f"{answer['error_code']} {answer['description']}"
    assert said == rule.get("refused", "accepted")


@pytest.mark.parametrize("rule", STORIES, ids=lambda rule: rule["says"])
def test_a_rule_with_a_story_has_its_test(rule: dict[str, Any]) -> None:
    module, _, name = rule["test"].partition(".")
    assert callable(getattr(importlib.import_module(f"tests.simulator.test_{module}"), name))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["says"])
def test_every_rule_says_where_it_is_written(rule: dict[str, Any]) -> None:
    assert rule["source"].startswith(("api#", "server", "tdlib", "core.telegram.org", "limits.tginfo.me"))
    assert ("call" in rule and ("refused" in rule or rule.get("accepted") is True)) or "test" in rule
