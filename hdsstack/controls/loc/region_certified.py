"""HDS-LOC-002: the region is in the scope of the host's HDS certificate."""

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.certificates import Declared, host_certificates
from hdsstack.controls.places import resting
from hdsstack.model.facts import Place
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-002",
    title=N_("The region is in the scope of the host's HDS certificate"),
    why=N_(
        "A certificate covers named places. HDS requirements EXI 12 and EXI 17 make the host give"
        " its certificate and state its scope; a region of the EEA that the certificate does not"
        " list is hosting without a certificate (CSP L.1111-8)."
    ),
    remedy=N_(
        "Use a region that the host's certificate lists, and declare the certificate in the"
        " manifest (`actors[].certificates[].places`) with its number and document: AWS Artifact"
        " and the Microsoft Service Trust Portal give them."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-12",
        "hds-2024-2.0/EXI-17",
        "csp/L.1111-8",
        "csp/R.1111-8-8",
        "clausier-2024/O-12.3.3",
    ),
    declared=True,
)
def region_certified(place: Place, context: Context) -> Verdict:
    """A declared certificate that lists places decides; else the catalogue's dated row."""
    if not place.holds_data:
        return not_applicable(
            message(N_("{type} holds no data and has no place"), type=place.resource.type)
        )
    region = place.region
    if isinstance(region.value, Unknown):
        return unknown(region.value, region)
    listing = [row for row in host_certificates(context.establishment) if row.certificate.places]
    if listing:
        return _by_certificate(place.provider, region.value, region, listing)
    return _by_catalogue(place.provider, region.value, region)


def _by_certificate(
    provider: str, name: str, region: Seen[str], listing: list[Declared]
) -> Verdict:
    for row in listing:
        if any(_same_place(provider, name, place) for place in row.certificate.places):
            return passed(region, rests_on=row.rests_on)
    return failed(
        message(
            N_("{region} is none of the places of the declared HDS certificates: {places}"),
            region=name,
            places=", ".join(place for row in listing for place in row.certificate.places),
        ),
        region,
        rests_on=tuple(sentence for row in listing for sentence in row.rests_on),
    )


def _same_place(provider: str, region: str, place: str) -> bool:
    ours, theirs = catalog.region(provider, region), catalog.region(provider, place)
    if ours and theirs:
        return ours.name == theirs.name
    return region.casefold() == place.casefold()


def _by_catalogue(provider: str, name: str, region: Seen[str]) -> Verdict:
    known = catalog.region(provider, name)
    if known is None or known.hds_scope == "unknown":
        because = message(
            N_("no source says whether {provider}'s HDS certificate covers {region}"),
            provider=provider,
            region=name,
        )
        return unknown(because, region)
    rests_on = resting(known.scope_row, f"HDS {provider} {known.name}")
    if known.hds_scope == "in":
        return passed(region, rests_on=rests_on)
    because = message(
        N_("{provider}'s HDS certificate does not cover {region}"),
        provider=provider,
        region=known.name,
    )
    return failed(because, region, rests_on=rests_on)
