"""IoT Core: what things may do, and where its rules send what they say.

Source: AWS IoT Core developer guide, policies, rules and transport security (TLS 1.2 at least),
read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.paths import spread
from hdsstack.facts.policies import statements, wide_grant
from hdsstack.model.facts import Copy, Endpoint, Fact, Grant
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

JOINED = (
    "aws:iot/authorizer:Authorizer",
    "aws:iot/domainConfiguration:DomainConfiguration",
    "aws:iot/provisioningTemplate:ProvisioningTemplate",
    "aws:iot/topicRuleDestination:TopicRuleDestination",
)
_ADDRESSES = ("https[].url", "errorAction.http.url")


@facts_of("aws:iot/policy:Policy")
def thing_rights(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document of rights of the things that carry a certificate."""
    del graph
    read = statements(found.get("policy"))
    value = read if isinstance(read, Unknown) else wide_grant(read)
    why = message(N_("the policy grants every action, or every action of a service"))
    yield Grant(resource=found, wide=(Seen(value, "policy", found.urn, why=why),))


@facts_of("aws:iot/topicRule:TopicRule")
def rule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A rule sends messages to other services of its region, or to an address outside AWS."""
    del graph
    why = message(N_("messages are sent over plain HTTP"))
    for path in (one for address in _ADDRESSES for one in spread(found, address)):
        if not found.has(path):
            continue
        where = Unknown("the messages leave AWS for an address whose place is not known")
        yield Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))
        plain = found.text(path).map(lambda said: said.lower().startswith("http:"))
        sent = plain.map(lambda yes: "plain" if yes else "1.2")
        yield Endpoint(resource=found, transit=(sent.because(why),))
