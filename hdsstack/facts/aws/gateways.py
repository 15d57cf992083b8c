"""API Gateway: where an interface answers, to whom, and over which TLS."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.answering import answers_all
from hdsstack.facts.aws.balancers import minimum
from hdsstack.facts.aws.place import data_class_of
from hdsstack.model.facts import (
    DataClass,
    Encryption,
    Endpoint,
    Fact,
    KeyOwner,
    Store,
    StoreKind,
    WorldwideFront,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_REST = "aws:apigateway/restApi:RestApi"
_HTTP = "aws:apigatewayv2/api:Api"
_STAGE = "aws:apigateway/stage:Stage"
_TYPES = "endpointConfiguration.types"
JOINED = (
    "aws:apigateway/account:Account",
    "aws:apigateway/authorizer:Authorizer",
    "aws:apigateway/basePathMapping:BasePathMapping",
    "aws:apigateway/deployment:Deployment",
    "aws:apigateway/integration:Integration",
    "aws:apigateway/integrationResponse:IntegrationResponse",
    "aws:apigateway/method:Method",
    "aws:apigateway/methodResponse:MethodResponse",
    "aws:apigateway/resource:Resource",
    "aws:apigateway/restApiPolicy:RestApiPolicy",
    _STAGE,
    "aws:apigateway/vpcLink:VpcLink",
    "aws:apigateway/apiKey:ApiKey",
    "aws:apigateway/clientCertificate:ClientCertificate",
    "aws:apigateway/model:Model",
    "aws:apigateway/requestValidator:RequestValidator",
    "aws:apigateway/response:Response",
    "aws:apigateway/usagePlan:UsagePlan",
    "aws:apigateway/usagePlanKey:UsagePlanKey",
    "aws:apigatewayv2/apiMapping:ApiMapping",
    "aws:apigatewayv2/authorizer:Authorizer",
    "aws:apigatewayv2/deployment:Deployment",
    "aws:apigatewayv2/integration:Integration",
    "aws:apigatewayv2/route:Route",
    "aws:apigatewayv2/stage:Stage",
    "aws:apigatewayv2/vpcLink:VpcLink",
)
_PERSONAL = (DataClass.DSCP, DataClass.UNDECLARED, DataClass.PSEUDONYMISED)


@facts_of(_REST)
def rest_api(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An interface; without a type it answers through the edge network, worldwide."""
    items = found.items(_TYPES)
    if isinstance(items, Unknown):
        yield WorldwideFront(resource=found, carries=(Seen(items, _TYPES, found.urn),))
        return
    if "PRIVATE" in items:
        return
    yield answers_all(found, _TYPES)
    if not items or "EDGE" in items:
        data_class = data_class_of(found, graph)
        why = message(N_("an edge-optimized interface answers through a worldwide network"))
        carries = data_class.map(lambda said: said in _PERSONAL)
        yield WorldwideFront(
            resource=found,
            carries=(Seen(carries.value, _TYPES, found.urn, default=not items, why=why),),
        )


@facts_of("aws:apigateway/methodSettings:MethodSettings")
def cached_answers(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Answers that a stage keeps for a while: in clear unless asked, under AWS's own key.

    Source: API Gateway developer guide, "Cache settings for REST APIs", 2026-11.
    """
    interface = graph.linked(found, "restApi", _REST)
    api = interface if isinstance(interface, Resource) else None
    caches = found.flag("settings.cachingEnabled", default=False)
    if caches.value is False or (api is not None and _without_cache(api, graph)):
        return
    on = found.flag("settings.cacheDataEncrypted", default=False)
    if isinstance(caches.value, Unknown) and on.value is False:
        on = caches
    owner: Seen[KeyOwner] = on.map(lambda said: KeyOwner.PROVIDER if said else KeyOwner.NOBODY)
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph, api),
        encryption=(Encryption(encrypted=on, owner=owner),),
        backups_possible=False,
    )


def _without_cache(api: Resource, graph: ResourceGraph) -> bool:
    """Whether no stage of an interface has a cache: the settings of its methods then keep none."""
    stages = list(graph.pointing(api, "restApi", _STAGE))
    return bool(stages) and all(
        stage.flag("cacheClusterEnabled", default=False).value is False for stage in stages
    )


@facts_of(_HTTP)
def http_api(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An HTTP or WebSocket interface: regional, public, TLS 1.2."""
    del graph
    yield answers_all(found, "protocolType")
    yield Endpoint(resource=found, transit=(found.says("1.2", "protocolType"),))


@facts_of("aws:apigateway/domainName:DomainName")
def rest_domain(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A name of an interface, and the TLS policy that it answers with."""
    del graph
    path = "securityPolicy"
    if found.has(path):
        yield Endpoint(resource=found, transit=(minimum(found, path, "api-gateway", ""),))
    else:
        missing = Unknown("the security policy of the domain name is not given")
        yield Endpoint(resource=found, transit=(Seen(missing, path, found.urn),))


@facts_of("aws:apigatewayv2/domainName:DomainName")
def http_domain(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A name of an HTTP interface: its policy is part of its configuration."""
    del graph
    path = "domainNameConfiguration.securityPolicy"
    yield Endpoint(resource=found, transit=(minimum(found, path, "api-gateway", "TLS_1_2"),))
