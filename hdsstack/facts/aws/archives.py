"""Vaults of S3 Glacier: archives under AWS's own key, over TLS, behind an access policy.

Source: Amazon S3 Glacier developer guide, data protection and vault access policies, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.shapes import Shape, kept
from hdsstack.facts.policies import open_to_anybody, statements
from hdsstack.model.facts import Fact, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

JOINED = ("aws:glacier/vaultLock:VaultLock",)
_SHAPE = Shape(kind=StoreKind.OBJECTS, guarded=True, tls=True)


@facts_of("aws:glacier/vault:Vault")
def archive(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An archive, which nobody else reaches unless its policy lets them in."""
    read = statements(found.get("accessPolicy"))
    value = read if isinstance(read, Unknown) else open_to_anybody(read)
    why = message(N_("the policy of the vault lets any principal in"))
    public = Seen(value, "accessPolicy", found.urn, why=why)
    yield from kept(found, graph, _SHAPE, public=(public,))
