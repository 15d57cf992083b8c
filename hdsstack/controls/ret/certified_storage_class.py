"""HDS-RET-003: the storage class is one that the host certifies."""

from typing import Final

from hdsstack import catalog
from hdsstack.catalog import Service
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.certificates import host_certificates
from hdsstack.controls.places import resting
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

# Scaleway's guide on hosting health data in object storage leaves Glacier out (2026-11).
_REFUSED: Final = frozenset({("scaleway", "GLACIER")})


@control(
    id="HDS-RET-003",
    title=N_("The storage class is one that the host certifies"),
    why=N_(
        "A certificate covers services as delivered, and a cold class may be another service in"
        " another building. HDS requirement EXI 12 makes the host show what its certificate covers."
    ),
    remedy=N_(
        "Use a class of a service in the certificate's scope, and declare the service in the"
        " manifest (`actors[].certificates[].services`); ask the host about its archive classes."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-12", "csp/L.1111-8"),
)
def certified_storage_class(store: Store, context: Context) -> Verdict:
    """A class stands or falls with its service, except where the host leaves it out by name."""
    chosen = store.storage_class
    if chosen is None:
        return not_applicable(message(N_("no storage class is chosen")))
    if isinstance(chosen.value, Unknown):
        return unknown(chosen.value, chosen)
    if (store.resource.package, chosen.value.upper()) in _REFUSED:
        because = message(
            N_("the host's certificate leaves out the class {name}"), name=chosen.value
        )
        return failed(because, chosen)
    return _by_service(store, chosen, context)


def _by_service(store: Store, chosen: Seen[str], context: Context) -> Verdict:
    service = catalog.service_of(store.resource.type)
    if service is None:
        because = message(N_("the catalogue has no service for {type}"), type=store.resource.type)
        return unknown(because, chosen, declared=True)
    listing = [row for row in host_certificates(context.establishment) if row.certificate.services]
    for row in listing:
        if {"all", service.key} & {text.casefold() for text in row.certificate.services}:
            return passed(chosen, rests_on=row.rests_on)
    if listing:
        because = message(
            N_("{service} is not among the services of the declared HDS certificates"),
            service=service.name,
        )
        return failed(because, chosen)
    return _by_catalogue(service, chosen)


def _by_catalogue(service: Service, chosen: Seen[str]) -> Verdict:
    rests_on = resting(service.scope_row, f"HDS {service.provider} {service.key}")
    if service.certificate_scope == "in":
        return passed(chosen, rests_on=rests_on)
    because = message(
        N_("no source says whether the host's certificate covers {service} in class {name}"),
        service=service.name,
        name=str(chosen.value),
    )
    if service.certificate_scope == "out":
        return failed(because, chosen, rests_on=rests_on)
    return unknown(because, chosen, declared=True)
