"""What the pages about links share: a link with the name of whom or what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.screen import Turn
from bot.domain.groups import Invite
from bot.i18n import Say
from bot.services.invites import ROLES


@dataclass(frozen=True, slots=True)
class Open:
    """A link that can still be used; `name` is that of the group or the person that it is for."""

    invite: Invite
    name: str

    def leads(self, say: Say) -> str:
        """Where it leads, in a word or two."""
        if self.invite.role:
            return f"👤 {say(ROLES[self.invite.role])}"
        return f"👥 {self.name}" if self.invite.group else f"📱 {self.name}"


def opened(turn: Turn, invite: Invite) -> Open:
    group = turn.uow.groups.get(invite.group) if invite.group else None
    person = turn.uow.people.name(invite.person) if invite.person else ""
    return Open(invite, group.name if group else person)
