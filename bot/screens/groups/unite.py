"""Two entries are one group: what each has is shown before, and which of them stays can be turned round."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import GroupId
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.services.groups import uniting
from bot.services.groups.uniting import Look, Side


class Unite(Screen[Look]):
    name = "groups.unite"
    args = ("group", "other")
    roles = STAFF
    help: ClassVar[str] = mark(
        "Members, plans, questions and links of both are together afterwards. It can be undone for a day"
    )

    def load(self, turn: Turn) -> Look:
        kept, gone = GroupId(turn.number("group")), GroupId(turn.number("other"))
        return uniting.look(turn.uow, kept, gone, by=turn.person)

    def render(self, view: Look, say: Say) -> Message:
        kept, gone = view.kept.group, view.gone.group
        both = say.plural("{n} person is in both", "{n} people are in both", view.both) if view.both else ""
        turned = Go(self.name, {"group": gone.id, "other": kept.id})
        return Message(
            paragraphs(
                lines(bold(say("This one stays:")), _side(view.kept, say)),
                lines(bold(say("This one goes into it:")), _side(view.gone, say)),
                lines(both, say("Members, plans, questions and links come along. What is written of the first stays")),
            ),
            column(
                [
                    Button(say("✅ They are one group"), Tap("unite")),
                    Button(say("The other one stays ▶"), turned),
                    Button(say("◀ Not now"), Back()),
                ]
            ),
            asks=say("Are the two one group?"),
        )

    def tap_unite(self, turn: Turn, view: Look) -> Go:
        kept, gone = view.kept.group, view.gone.group
        uniting.unite(turn.uow, kept.id, gone.id, by=turn.person, now=turn.now)
        note = turn.say("✅ {group} has all of it now. Until tomorrow it can be undone", group=kept.name)
        return Go("groups.page", {"group": kept.id}, note=note)


def _side(side: Side, say: Say) -> Html:
    return lines(
        f"{side.group.name} – {side.group.village}",
        say("Project: {name}", name=side.group.project) if side.group.project else "",
        say.plural("👥 {n} member", "👥 {n} members", side.members),
        say("Leader: {names}", names=say.names(side.leaders)) if side.leaders else "",
        say.plural("📝 {n} plan", "📝 {n} plans", side.plans) if side.plans else "",
        say("💬 Has a Telegram group") if side.group.chat else "",
    )
