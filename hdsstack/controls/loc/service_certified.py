"""HDS-LOC-005: the service is in the scope of the host's certificate."""

from hdsstack import catalog
from hdsstack.catalog import Service
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.certificates import Declared, host_certificates
from hdsstack.controls.places import resting
from hdsstack.model.facts import Place
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-005",
    title=N_("The service is in the scope of the host's HDS certificate"),
    why=N_(
        "A cloud certificate covers named services, and previews are usually outside it. HDS"
        " requirements EXI 12 and EXI 17 make its scope known to the client; health data in another"
        " service of the same host are hosted without a certificate."
    ),
    remedy=N_(
        "Use a service that the host's certificate lists, and declare it in the manifest"
        " (`actors[].certificates[].services`): AWS Artifact and the Microsoft Service Trust Portal"
        " give the list. Do not use previews."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-12", "hds-2024-2.0/EXI-17", "csp/L.1111-8", "csp/R.1111-8-8"),
    declared=True,
)
def service_certified(place: Place, context: Context) -> Verdict:
    """A declared certificate that lists services decides; else the catalogue's dated row."""
    resource = place.resource
    if not place.holds_data:
        return not_applicable(message(N_("{type} holds no data"), type=resource.type))
    if catalog.is_preview(resource.token):
        because = message(
            N_("{type} is a preview version of the interface: previews are outside certificates"),
            type=resource.token,
        )
        return unknown(because, on=resource.urn)
    service = catalog.service_of(resource.type)
    if service is None:
        because = message(N_("the catalogue has no service for {type}"), type=resource.type)
        return unknown(because, on=resource.urn)
    listing = [row for row in host_certificates(context.establishment) if row.certificate.services]
    return _by_certificate(service, listing) if listing else _by_catalogue(service)


def _by_certificate(service: Service, listing: list[Declared]) -> Verdict:
    names = {service.key.casefold(), service.name.casefold(), "all"}
    for row in listing:
        if names.intersection(text.casefold() for text in row.certificate.services):
            return passed(rests_on=row.rests_on)
    because = message(
        N_("{service} is not among the services of the declared HDS certificates"),
        service=service.name,
    )
    return failed(because, rests_on=tuple(text for row in listing for text in row.rests_on))


def _by_catalogue(service: Service) -> Verdict:
    rests_on = resting(service.scope_row, f"HDS {service.provider} {service.key}")
    if service.certificate_scope == "in":
        return passed(rests_on=rests_on)
    if service.certificate_scope == "out":
        because = message(
            N_("{service} is outside the host's HDS certificate"), service=service.name
        )
        return failed(because, rests_on=rests_on)
    because = message(
        N_("no source says whether the host's HDS certificate covers {service}"),
        service=service.name,
    )
    return unknown(because)
