"""HDS-CRY-008: keys live in the EEA and are not replicated out of it."""

from collections.abc import Iterator
from dataclasses import replace

from hdsstack.controls import Context, control
from hdsstack.controls.answers import not_applicable, unknown
from hdsstack.controls.places import in_the_eea
from hdsstack.model.facts import Copy, Custody, Place
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-008",
    title=N_("Keys live in the EEA and are not replicated out of it"),
    why=N_(
        "A key outside the EEA opens the data inside it. Follows from HDS requirement EXI 28 on"
        " exclusive storage in the EEA, and from EXI 30 on third countries' law."
    ),
    remedy=N_(
        "Create the key, its replicas and its vault in a region of the EEA: on AWS check the"
        " region of `kms.ReplicaKey`, on Azure the vault's `location`."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-28",
        "hds-2024-2.0/EXI-30",
        "csp/R.1111-9-1",
        "secnumcloud-3.2/10.5",
    ),
)
def keys_in_the_eea(custody: Custody, context: Context) -> Iterator[Verdict]:
    """The key's own place, and every place that it is replicated to."""
    key = custody.resource
    if custody.kind != "key":
        yield not_applicable(message(N_("{type} is not a key"), type=key.type))
        return
    places = [(place.provider, place.region) for place in context.facts.about(key, Place)]
    copies = [(copy.provider, copy.region) for copy in context.facts.about(key, Copy)]
    if not places:
        yield unknown(message(N_("where the key is cannot be read")), on=key.urn)
    for provider, region in (*places, *copies):
        verdict = in_the_eea(provider, region)
        yield replace(verdict, on=verdict.on or key.urn)
