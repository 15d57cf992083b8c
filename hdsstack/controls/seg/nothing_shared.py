"""HDS-SEG-001: members of a group share no key, store or identity, unless the manifest says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.declarations import declaration
from hdsstack.model.facts import Administration, Custody, Store, Tagged
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown, refs_in
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Group, Share

_OWNER = "hds:establishment"
Owner = str | Unknown


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
    """Keys and identities that serve two establishments, and stores tagged for another member."""
    owners = _owners(context)
    manifest = context.establishment
    group = manifest.establishment.group if manifest else None
    named = {owner for owner in owners.values() if isinstance(owner, str)}
    if manifest is None and len(named) < 2:  # noqa: PLR2004 - two members
        yield not_applicable(message(N_("only one establishment is in this stack")))
        return
    if manifest is not None and group is None and named <= {manifest.slug}:
        yield not_applicable(message(N_("the establishment belongs to no group")))
        return
    users = _users(context, owners)
    for custody in context.facts.of(Custody):
        if custody.kind == "key":
            yield _key(custody.resource, users, owners, group)
    yield from _identities(context, owners, group)
    if manifest is not None:
        for store in context.facts.of(Store):
            owner = owners.get(store.resource.urn, manifest.slug)
            yield _shared("store", store.resource, {manifest.slug, owner}, group)


def _identities(
    context: Context, owners: Mapping[str, Owner], group: Group | None
) -> Iterator[Verdict]:
    """Each identity that administers things of this stack, with the members whose they are."""
    ours = context.establishment.slug if context.establishment else None
    held: dict[str, list[tuple[Resource, Owner]]] = {}
    for one in context.facts.of(Administration):
        owner = owners.get(one.over, ours)
        if isinstance(one.who.value, Unknown):
            if len({user for user in owners.values() if isinstance(user, str)}) > 1:
                yield unknown(one.who.value, one.who)
        elif owner is not None:
            held.setdefault(one.who.value, []).append((one.resource, owner))
    for who, rows in held.items():
        known = context.graph.by_urn.get(who)
        name = known.name if known else who
        first = ours or rows[0][1]
        blamed = next((row for row, owner in rows if owner != first), rows[-1][0])
        yield _shared("identity", blamed, {owner for _, owner in rows}, group, name)


def _owners(context: Context) -> dict[str, Owner]:
    """URN of a resource -> the establishment that its tag names, where it has the tag."""
    found: dict[str, Owner] = {}
    for tagged in context.facts.of(Tagged):
        tags = tagged.tags.value
        owner = tags if isinstance(tags, Unknown) else tags.get(_OWNER)
        if owner is not None:
            found[tagged.resource.urn] = owner
    return found


@dataclass(frozen=True, slots=True)
class _Users:
    """URN of a key -> the stores that lead to it; and the stores whose key cannot be read."""

    leading: Mapping[str, set[str]]
    unread: frozenset[str]


def _users(context: Context, owners: Mapping[str, Owner]) -> _Users:
    leading: dict[str, set[str]] = {}
    unread: set[str] = set()
    for store in context.facts.of(Store):
        if store.resource.urn not in owners:
            continue
        for urn in _leads_to(store.resource):
            leading.setdefault(urn, set()).add(store.resource.urn)
        if any(not layer.owner.known for layer in store.encryption):
            unread.add(store.resource.urn)
    return _Users(leading, frozenset(unread))


def _key(key: Resource, used: _Users, owners: Mapping[str, Owner], group: Group | None) -> Verdict:
    """A store whose key cannot be read may use this one."""
    leading = used.leading.get(key.urn, set())
    users = {owners[urn] for urn in leading}
    if not used.unread <= leading:
        users.add(Unknown("the key of a store cannot be read"))
    if key.urn in owners and users:
        users.add(owners[key.urn])
    return _shared("key", key, users, group)


def _shared(
    what: str, resource: Resource, users: set[Owner], group: Group | None, name: str = ""
) -> Verdict:
    """The verdict on something that serves `users`; `name` where it is not the resource's."""
    name = name or resource.name
    named = {user for user in users if isinstance(user, str)}
    missing = [user for user in users if isinstance(user, Unknown)]
    share = _declared(what, name, named, group)
    if share is not None:
        detail = f"{share.name}, {share.why}"
        rests_on = (declaration("establishment.group.shares", detail),)
        return passed(on=resource.urn, rests_on=rests_on)
    if len(named) < 2:  # noqa: PLR2004 - two members
        return unknown(missing[0], on=resource.urn) if missing else passed(on=resource.urn)
    because = message(
        N_("{what} {name} serves {members}, and no share is declared"),
        what=what,
        name=name,
        members=", ".join(sorted(named)),
    )
    return failed(because, on=resource.urn, at="tags")


def _declared(what: str, name: str, users: set[str], group: Group | None) -> Share | None:
    if len(users) < 2:  # noqa: PLR2004 - two members
        return None
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
