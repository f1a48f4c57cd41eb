"""What the code of a certificate leads to: the same words, so that everybody sees that the paper is true."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, number
from bot.chat.message import Button, Message
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.i18n import Say, bold, lines, mark
from bot.services.contests import certificates
from bot.services.contests.certificates import Certificate

payload("c", lambda rest: Go("library.certificate", {"plan": number(rest)}))


class Verified(Screen[Certificate]):
    name = "library.certificate"
    args = ("plan",)
    strangers = True  # whoever scans the paper sees at once that it is true; nothing here is not public
    help: ClassVar[str] = mark("The code on a certificate leads here. Compare the words with the paper")

    def load(self, turn: Turn) -> Certificate:
        return certificates.of_plan(turn.uow, PlanId(turn.number("plan")))

    def render(self, view: Certificate, say: Say) -> Message:
        rank = (
            say("Final winner, rank {n}", n=view.position)
            if view.final
            else say("Rank {n} of the competition of plans", n=view.position)
        )
        if view.part:
            rank = say("{rank}: {part}", rank=rank, part=view.part)
        text = lines(bold(view.group.name), view.plan.title, rank, say.pick(view.round.name), view.prize)
        menu = Button(say("First page"), Go("home.menu"))
        return Message(text, [[menu]], asks=say("✅ This certificate is true"))
