"""Passwords that services take as arguments, where nothing else of the service reads them."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Unknown

_PATHS = {
    "aws:fsx/ontapFileSystem:OntapFileSystem": ("fsxAdminPassword",),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": ("selfManagedActiveDirectory.password",),
    "aws:cognito/identityProvider:IdentityProvider": ("providerDetails.client_secret",),
}


@facts_of(*_PATHS)
def password(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password or a client's secret given as an argument."""
    del graph
    yield from _claims(found, _PATHS[found.type])


@facts_of("aws:elasticache/user:User")
def cache_user(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The passwords of a cache's user."""
    del graph
    items = found.items("passwords")
    count = 0 if isinstance(items, Unknown) else len(items)
    yield from _claims(found, tuple(f"passwords[{index}]" for index in range(count)))


@facts_of("aws:lb/listener:Listener")
def sign_in(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The client's secret of a listener that signs users in."""
    del graph
    items = found.items("defaultActions")
    count = 0 if isinstance(items, Unknown) else len(items)
    paths = (f"defaultActions[{index}].authenticateOidc.clientSecret" for index in range(count))
    yield from _claims(found, tuple(paths))


def _claims(found: Resource, paths: tuple[str, ...]) -> Iterator[Fact]:
    for path in paths:
        if claim := secret_in_clear(found, path):
            yield ClearSecret(resource=found, clear=(claim,))
