"""Whether a secret that a service takes stands in clear in the program."""

from hdsstack.facts.clear import password_in_clear, text_in_clear, told
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Unknown


def secret_in_clear(resource: Resource, path: str) -> Seen[bool] | None:
    """Whether the secret at `path` is in clear; None where there is none."""
    found = password_in_clear(resource.raw(path))
    if found is None:
        return None
    return Seen(found, path, resource.urn, why=message(N_("the secret is in clear here")))


def secrets_in_clear(resource: Resource, *paths: str) -> tuple[Seen[bool], ...]:
    """As `secret_in_clear`, for each of the paths where something stands."""
    claims = (secret_in_clear(resource, path) for path in paths)
    return tuple(claim for claim in claims if claim is not None)


def script_in_clear(raw: Found) -> bool | Unknown:
    """Whether a start-up script or a document holds a secret; nothing at all holds none."""
    if isinstance(raw, Ref):
        return Unknown("the script is an output of another resource")
    return told(text_in_clear(raw))
