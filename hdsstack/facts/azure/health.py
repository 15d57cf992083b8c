"""Azure Health Data Services: FHIR and DICOM. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import Gate, public, reached_privately
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import Shape, key_owner
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable, sends_all
from hdsstack.model.facts import Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

WORKSPACE = "azure-native:healthcareapis:Workspace"
SERVICES = ("azure-native:healthcareapis:FhirService", "azure-native:healthcareapis:DicomService")
JOINED = (
    WORKSPACE,
    "azure-native:healthcareapis:WorkspacePrivateEndpointConnection",
    "azure-native:healthcareapis:IotConnector",
)

_SHAPE = Shape(
    kind=StoreKind.DATABASE,
    gate=Gate(access="properties.publicNetworkAccess"),
    key="encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl",
)


@facts_of(*SERVICES)
def health_service(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Records or images; its workspace says who reaches it. The service backs itself up."""
    host = linked(found, "workspaceName", graph, WORKSPACE)
    missing: Seen[bool] = Seen(
        Unknown("the workspace is not in this stack"), "workspaceName", found.urn
    )
    always = Seen(value=True, at=_SHAPE.key, on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=_SHAPE.kind,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=key_owner(found, _SHAPE)),),
        public=public(host, _SHAPE.gate) if isinstance(host, Resource) else (missing,),
        private=reached_privately(host, graph, _SHAPE.gate, public(host, _SHAPE.gate))
        if isinstance(host, Resource)
        else (missing,),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups_possible=False,
        guarded=guarded(found, graph),
        traced=sends_all(found, graph, "AuditLogs"),
    )
    yield auditable(found, graph)
