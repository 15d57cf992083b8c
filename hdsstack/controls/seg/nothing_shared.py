"""HDS-SEG-001: members of a group share no key, store or identity, unless the manifest says so."""

from collections.abc import Iterator, Mapping

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration
from hdsstack.model.establishment import Group, Share
from hdsstack.model.facts import Custody, Store, Tagged
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown, refs_in
from hdsstack.model.verdict import Severity, Strength, Verdict

_OWNER = "hds:establishment"


@control(
    id="HDS-SEG-001",
    title=N_("Members of a group share no key, no store and no identity, unless declared"),
    why=N_(
        "Each establishment answers for its own patients: a shared key opens both records. Derived"
        " from HDS requirement EXI 05-D on failures of access control."
    ),
    remedy=N_(
        "Give each member its own key and stores, tagged `hds:establishment`, or declare what is"
        " shared, with whom and why, in the manifest's `establishment.group.shares`."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-05-D", "iso27001-2022/A.8.3", "iso27001-2022/A.5.15"),
)
def nothing_shared(context: Context) -> Iterator[Verdict]:
    """Keys that stores of two establishments use, and stores tagged for another member."""
    owners = _owners(context)
    manifest = context.establishment
    group = manifest.establishment.group if manifest else None
    if manifest is None and len(set(owners.values())) < 2:  # noqa: PLR2004 - two members
        yield not_applicable(message(N_("only one establishment is in this stack")))
        return
    if manifest is not None and group is None and set(owners.values()) <= {manifest.slug}:
        yield not_applicable(message(N_("the establishment belongs to no group")))
        return
    yield from _keys(context, owners, group)
    if manifest is not None:
        yield from _stores(context, owners, manifest.slug, group)


def _owners(context: Context) -> dict[str, str]:
    """URN of a resource -> the establishment that its tag names."""
    found = {}
    for tagged in context.facts.of(Tagged):
        tags = tagged.tags.value
        owner = None if isinstance(tags, Unknown) else tags.get(_OWNER)
        if isinstance(owner, str):
            found[tagged.resource.urn] = owner
    return found


def _keys(context: Context, owners: Mapping[str, str], group: Group | None) -> Iterator[Verdict]:
    stores = list(context.facts.of(Store))
    for custody in context.facts.of(Custody):
        key = custody.resource
        if custody.kind != "key":
            continue
        users = {
            owners[store.resource.urn]
            for store in stores
            if store.resource.urn in owners and key.urn in _leads_to(store.resource)
        }
        users |= {owners[key.urn]} if key.urn in owners and users else set()
        yield from _shared("key", key, users, group)


def _stores(
    context: Context, owners: Mapping[str, str], slug: str, group: Group | None
) -> Iterator[Verdict]:
    for store in context.facts.of(Store):
        owner = owners.get(store.resource.urn, slug)
        yield from _shared("store", store.resource, {slug, owner}, group)


def _shared(
    what: str, resource: Resource, users: set[str], group: Group | None
) -> Iterator[Verdict]:
    if len(users) < 2:  # noqa: PLR2004 - two members
        yield passed(on=resource.urn)
        return
    if share := _declared(what, resource.name, users, group):
        detail = f"{share.name}, {share.why}"
        rests_on = (declaration("establishment.group.shares", detail),)
        yield passed(on=resource.urn, rests_on=rests_on)
        return
    because = message(
        N_("{what} {name} serves {members}, and no share is declared"),
        what=what,
        name=resource.name,
        members=", ".join(sorted(users)),
    )
    yield failed(because, on=resource.urn, at="tags")


def _declared(what: str, name: str, users: set[str], group: Group | None) -> Share | None:
    for share in group.shares if group else ():
        others = [user for user in users if user not in share.members]
        if share.what == what and share.name == name and len(others) <= 1:
            return share
    return None


def _leads_to(resource: Resource) -> set[str]:
    """URNs of everything that the resource's inputs name or depend on."""
    found = {ref.urn for value in resource.inputs.values() for ref in refs_in(value)}
    found.update(urn for urns in resource.reach.values() for urn in urns)
    return found | set(resource.dependencies)
