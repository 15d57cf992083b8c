"""AppSync: interfaces, and the caches before them.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.answering import answers_all
from hdsstack.facts.aws.place import data_class_of
from hdsstack.model.facts import (
    Encryption,
    Endpoint,
    Fact,
    KeyOwner,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen

_GRAPH = "aws:appsync/graphQLApi:GraphQLApi"
_EVENTS = "aws:appsync/api:Api"
JOINED = (
    "aws:appsync/apiKey:ApiKey",
    "aws:appsync/channelNamespace:ChannelNamespace",
    "aws:appsync/dataSource:DataSource",
    "aws:appsync/domainName:DomainName",
    "aws:appsync/domainNameApiAssociation:DomainNameApiAssociation",
    "aws:appsync/function:Function",
    "aws:appsync/resolver:Resolver",
    "aws:appsync/sourceApiAssociation:SourceApiAssociation",
    "aws:appsync/type:Type",
)


@facts_of(_GRAPH, _EVENTS)
def interface(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An interface that answers to the internet over TLS 1.2, unless it is private."""
    yield Endpoint(resource=found, transit=(found.says("1.2"),))
    visibility = found.text("visibility", default="GLOBAL") if found.type == _GRAPH else None
    if visibility is not None and visibility.value == "PRIVATE":
        return
    at = visibility.at if visibility is not None else ""
    del graph
    yield answers_all(found, at)


@facts_of("aws:appsync/apiCache:ApiCache")
def answers(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cache of answers: in clear and plain unless asked, under AWS's own key."""
    on = found.flag("atRestEncryptionEnabled", default=False)
    owner: Seen[KeyOwner] = on.map(lambda said: KeyOwner.PROVIDER if said else KeyOwner.NOBODY)
    tls = found.flag("transitEncryptionEnabled", default=False)
    why = message(N_("the cache accepts connections without TLS"))
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph),
        encryption=(Encryption(encrypted=on, owner=owner),),
        transit=(tls.map(lambda said: "1.2" if said else "plain").because(why),),
        backups_possible=False,
    )
