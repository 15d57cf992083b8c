"""The HDS certificates that the manifest declares for hosts of sites, machines and platforms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdsstack.controls.declarations import declaration
from hdsstack.model.activities import Activity
from hdsstack.model.message import Message

if TYPE_CHECKING:
    from hdsstack.model.establishment import Actor, Certificate, Establishment

_HOSTING: frozenset[Activity] = frozenset(
    {"physical_sites", "hardware", "virtual_infra", "app_platform"}
)


@dataclass(frozen=True, slots=True)
class Declared:
    """One certificate of one actor of the chain."""

    actor: Actor
    certificate: Certificate

    @property
    def rests_on(self) -> tuple[Message, ...]:
        detail = f"{self.actor.name}, {self.certificate.framework}"
        for more in (self.certificate.number, self.certificate.document):
            detail += f", {more}" if more else ""
        return (declaration("actors.certificates", detail),)


def is_hds(certificate: Certificate) -> bool:
    """Whether it certifies hosting of health data, in any version of the reference."""
    return certificate.framework.lower().startswith("hds-")


def host_certificates(establishment: Establishment | None) -> Iterator[Declared]:
    """The HDS certificates of actors with a part in sites, hardware or platforms."""
    for actor in establishment.actors if establishment else ():
        if not _HOSTING.intersection((*actor.accountable, *actor.intervenes)):
            continue
        for certificate in actor.certificates:
            concerned = not certificate.activities or _HOSTING.intersection(certificate.activities)
            if is_hds(certificate) and concerned:
                yield Declared(actor, certificate)
