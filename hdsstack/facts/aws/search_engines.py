"""OpenSearch and Elasticsearch domains."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.balancers import minimum
from hdsstack.facts.aws.keys import flagged_encryption
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.model.facts import ClearSecret, Coverage, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_POLICIES = (
    "aws:opensearch/domainPolicy:DomainPolicy",
    "aws:elasticsearch/domainPolicy:DomainPolicy",
)
JOINED = (*_POLICIES, "aws:opensearch/domainSamlOptions:DomainSamlOptions")
_OPTIONS = "domainEndpointOptions"
_OLDEST = "Policy-Min-TLS-1-0-2019-07"
_PASSWORD = "advancedSecurityOptions.masterUserOptions.masterUserPassword"  # noqa: S105 - a path


@facts_of("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain")
def domain(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """In clear, plain and public unless it says otherwise; hourly snapshots for 14 days."""
    hourly = Seen(60.0, "snapshotOptions", found.urn)
    fortnight = Seen(14.0, "snapshotOptions", found.urn)
    yield Store(
        resource=found,
        kind=StoreKind.SEARCH,
        data_class=data_class_of(found, graph),
        encryption=(
            flagged_encryption(
                found,
                graph,
                flag="encryptAtRest.enabled",
                key="encryptAtRest.kmsKeyId",
                default=False,
            ),
        ),
        public=(_outside_network(found), *_open(found, graph)),
        transit=(_transit(found), _between_nodes(found)),
        backups=(Coverage(by=found, interval=hourly, kept=fortnight, own=True),),
        guarded=(pulumi_guard(found),),
        zones=(found.flag("clusterConfig.zoneAwarenessEnabled", default=False),),
    )
    if claim := secret_in_clear(found, _PASSWORD):
        yield ClearSecret(resource=found, clear=(claim,))


def _outside_network(found: Resource) -> Seen[bool]:
    options = found.get("vpcOptions")
    why = message(N_("the domain has a public endpoint: it is in no network"))
    value = options if isinstance(options, Unknown) else not found.has("vpcOptions")
    return Seen(value, "vpcOptions", found.urn, why=why)


def _open(found: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Inside a network an open policy is bounded by the security groups."""
    if found.has("vpcOptions"):
        return
    if found.has("accessPolicies"):
        yield open_policy(found, "accessPolicies")
    for policy in graph.pointing(found, "domainName", *_POLICIES):
        yield open_policy(policy, "accessPolicies")


def _between_nodes(found: Resource) -> Seen[str]:
    """Nodes speak TLS 1.2 to each other where that is asked, off by default."""
    asked = found.flag("nodeToNodeEncryption.enabled", default=False)
    why = message(N_("the nodes of the cluster exchange data in clear"))
    return asked.map(lambda on: "1.2" if on else "plain").because(why)


def _transit(found: Resource) -> Seen[str]:
    """HTTPS is enforced only by the endpoint options, which enforce it unless they say no."""
    enforced = found.flag(f"{_OPTIONS}.enforceHttps", default=found.has(_OPTIONS))
    if enforced.value is True:
        return minimum(found, f"{_OPTIONS}.tlsSecurityPolicy", "opensearch", _OLDEST)
    why = message(N_("the domain answers over plain HTTP"))
    return enforced.map(lambda _: "plain").because(why)
