"""Whether a service outside any network is reached through a private endpoint of one."""

from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Ref, Text, Unknown

_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"


def endpoint_claims(resource: Resource, graph: ResourceGraph, service: str) -> Claims:
    """True where the graph holds a VPC endpoint of `service` (`s3`, `dynamodb`, `sqs`, ...).

    Where the graph makes no endpoint at all nobody can tell: another stack may hold them, as many
    landing zones do.
    """
    found = graph.derived(_endpoint, service)
    if found is not None:
        return (found,)
    if not any(graph.of(_ENDPOINT)):
        missing = Unknown("no private endpoint is made in this stack; another stack may hold it")
        return (Seen(missing, "", resource.urn),)
    why = message(
        N_("no private endpoint of {service} in the network of this stack"), service=service
    )
    return (Seen(value=False, on=resource.urn, why=why),)


def _endpoint(graph: ResourceGraph, service: str) -> Seen[bool] | None:
    """The first endpoint of a service, or one that could be."""
    for endpoint in graph.of(_ENDPOINT):
        said = _names(endpoint, service)
        if said is not False:
            return Seen(said, "serviceName", endpoint.urn)
    return None


def _names(endpoint: Resource, service: str) -> bool | Unknown:
    found = endpoint.get("serviceName")
    match found:
        case str():
            return found.rsplit(".", 1)[-1] == service
        case Text(parts=parts) if isinstance(parts[-1], str):
            return parts[-1].rsplit(".", 1)[-1] == service
        case Unknown() | Ref() | Text():
            return Unknown("the service of a VPC endpoint is an output")
        case _:
            return False
