"""The words of a certificate, in Lao and in English."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents.paper import CertificatePaper
from bot.i18n import Say, plain
from bot.services.contests.certificates import Certificate


def paper(found: Certificate, says: Sequence[Say], link: str) -> CertificatePaper:
    """The certificate in the languages of `says`, the first one leading."""
    return CertificatePaper(
        heads=tuple(plain(say("Certificate")) for say in says),
        group=found.group.name,
        title=found.plan.title,
        ranks=tuple(plain(_rank(found, say)) for say in says),
        rounds=tuple(say.pick(found.round.name) for say in says),
        prize=found.prize,
        verify=tuple(plain(say("Scan the code to see that this is true")) for say in says),
        link=link,
    )


def _rank(found: Certificate, say: Say) -> str:
    rank = (
        say("Final winner, rank {n}", n=found.position)
        if found.final
        else say("Rank {n} of the competition of plans", n=found.position)
    )
    return say("{rank}: {part}", rank=rank, part=found.part) if found.part else rank
