"""Facts that no single control shows by itself."""

from typing import Any

import pytest

from hdsstack.engine.resources import resources_of
from hdsstack.facts import understand
from hdsstack.facts.azure.backup_policies import iso_days
from hdsstack.model.facts import (
    Barrier,
    Facts,
    Monitor,
    Network,
    Opening,
    Place,
    Ports,
    Service,
    Store,
    Tagged,
    TraceStore,
    Trail,
)
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.values import Unknown
from tests.cases import Builder

FORMS = ("recorded", "state", "preview")


def facts(form: str = "recorded", **resources: dict[str, Any]) -> Facts:
    """The facts of a few resources, keyed by logical name."""
    built = Builder(resources, form).build()
    return understand(ResourceGraph(project="case", stack="prod", resources=resources_of(built)))


def one(found: Facts, kind: type[Any]) -> Any:
    members = list(found.of(kind))
    assert len(members) == 1, members
    return members[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [("P60D", 60), ("P1M", 30), ("P2W", 14), ("P1Y", 365), ("P1Y6M", 545), ("sixty", None)],
)
def test_durations_at_their_shortest(text: str, days: float | None) -> None:
    assert iso_days(text) == days


def test_a_type_with_facts_is_understood_and_another_is_not() -> None:
    found = facts(
        docs={"type": "azure-native:storage:StorageAccount"},
        odd={"type": "azure-native:healthbot:Bot"},
    )
    assert {urn.rsplit("::", 1)[-1] for urn in found.understood} == {"docs"}


def test_tags_have_lower_case_names() -> None:
    found = facts(
        docs={"type": "azure-native:storage:StorageAccount", "tags": {"HDS:Owner": "DSI"}},
    )
    assert one(found, Tagged).tags.value == {"hds:owner": "DSI"}


def test_a_resource_on_a_scope_has_no_place() -> None:
    found = facts(lock={"type": "azure-native:authorization:ManagementLockByScope", "scope": "/s"})
    assert not list(found.of(Place))


def test_a_network_shows_its_ranges() -> None:
    found = facts(
        net={
            "type": "azure-native:network:VirtualNetwork",
            "addressSpace": {"addressPrefixes": ["10.82.0.0/16"]},
        },
    )
    assert one(found, Network).ranges.value == ("10.82.0.0/16",)


def test_an_opening_keeps_its_sentence_and_group() -> None:
    rule = {
        "priority": 100,
        "access": "Allow",
        "direction": "Inbound",
        "protocol": "Tcp",
        "description": "Wards read the record",
        "sourceAddressPrefix": "10.62.0.0/16",
        "destinationAddressPrefix": "*",
        "destinationPortRange": "443",
    }
    found = facts(
        nsg={"type": "azure-native:network:NetworkSecurityGroup", "securityRules": [rule]}
    )
    opening = one(found, Opening)
    assert opening.description == "Wards read the record"
    assert opening.group.endswith("::nsg")
    ports = opening.ports.value
    assert isinstance(ports, Ports)
    assert (ports.protocol, ports.ranges) == ("tcp", ((443, 443),))
    assert one(found, Barrier).egress_open[0].value is True


@pytest.mark.parametrize("form", FORMS)
def test_the_indicator_of_an_alarm(form: str) -> None:
    found = facts(
        form,
        alarm={
            "type": "azure-native:insights:MetricAlert",
            "enabled": True,
            "tags": {"hds:indicator": "disponibilite reprise"},
        },
    )
    assert one(found, Monitor).indicators.value == ("disponibilite", "reprise")


def test_an_alarm_that_is_off_watches_nothing() -> None:
    found = facts(
        alarm={
            "type": "azure-native:monitor:MetricAlert",
            "enabled": False,
            "tags": {"hds:indicator": "disponibilite"},
        },
    )
    assert one(found, Monitor).indicators.value == ()


def test_flows_without_retention_are_kept_for_ever() -> None:
    found = facts(log={"type": "azure-native:network:FlowLog", "enabled": True})
    assert one(found, TraceStore).kept.value == float("inf")


def test_the_activity_log_names_its_destination() -> None:
    found = facts(
        traces={"type": "azure-native:operationalinsights:Workspace", "location": "francecentral"},
        activity={
            "type": "azure-native:monitor:SubscriptionDiagnosticSetting",
            "workspaceId": _ref("traces.id"),
            "logs": [{"categoryGroup": "allLogs", "enabled": True}],
        },
    )
    trail = one(found, Trail)
    assert trail.destination.endswith("::traces")
    assert [claim.value for claim in trail.complete] == [True, True]


def _ref(text: str) -> Any:
    from tests.cases import Tag

    return Tag("ref", text)


def test_unknown_zones_of_a_plan_stay_unknown() -> None:
    found = facts(
        plan={"type": "azure-native:web:AppServicePlan", "zoneRedundant": _unknown()},
    )
    assert isinstance(one(found, Service).zones[0].value, Unknown)


def _unknown() -> Any:
    from tests.cases import Tag

    return Tag("unknown", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_disk_is_backed_up_with_its_machine(form: str) -> None:
    found = facts(
        form,
        disk={"type": "azure-native:compute:Disk", "diskName": "data"},
        vm={
            "type": "azure-native:compute:VirtualMachine",
            "vmName": "dpi",
            "storageProfile": {"dataDisks": [{"lun": 0, "managedDisk": {"id": _ref("disk.id")}}]},
        },
        item={
            "type": "azure-native:recoveryservices:ProtectedItem",
            "vaultName": "elsewhere",
            "properties": {"sourceResourceId": _ref("vm.id"), "policyId": "/subscriptions/s/p"},
        },
    )
    store = next(s for s in found.of(Store) if s.resource.name == "disk")
    assert not isinstance(store.backups, Unknown)
    assert [covered.by.name for covered in store.backups] == ["item"]
