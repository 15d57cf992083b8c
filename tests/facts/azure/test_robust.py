"""No reader raises, whatever an input holds."""

from typing import Any

import pytest

from hdsstack.engine.resources import resources_of
from hdsstack.facts import readers, understand
from hdsstack.model.graph import ResourceGraph
from tests.cases import UNKNOWN_MARK

TYPES = sorted(readers("azure-native").by_type)
PATHS = [
    "accountName",
    "location",
    "tags",
    "properties",
    "sku",
    "kind",
    "encryption",
    "network",
    "networkRuleSet",
    "logs",
    "rules",
    "securityRules",
    "locations",
    "storageProfile",
    "osProfile",
    "networkProfile",
    "virtualMachineProfile",
    "agentPoolProfiles",
    "containers",
    "template",
    "configuration",
    "siteConfig",
    "policy",
    "permissions",
    "scope",
    "principalId",
    "roleDefinitionId",
    "resourceUri",
    "workspaceId",
    "storageAccountId",
    "ipConfigurations",
    "ipsecPolicies",
    "vpnLinkConnections",
    "httpListeners",
    "sslPolicy",
    "natRuleCollections",
    "ruleCollections",
    "addressSpace",
    "retentionPolicy",
    "targetResourceId",
    "backup",
    "highAvailability",
    "dataEncryption",
    "zones",
    "authConfig",
    "administrators",
    "partnerServers",
    "publishingProfile",
    "creationData",
    "origins",
    "backendPools",
    "endpoints",
    "parameters",
    "policyDefinitionId",
    "policyRule",
    "subject",
    "criteria",
    "serverName",
    "databaseName",
    "resourceGroupName",
    "vaultName",
    "profileName",
    "networkSecurityGroupName",
    "priority",
    "access",
    "direction",
]
SHAPES: tuple[Any, ...] = (
    UNKNOWN_MARK,
    None,
    "",
    "text",
    7,
    True,
    [],
    [UNKNOWN_MARK],
    ["text", 7, None],
    {},
    {"id": UNKNOWN_MARK, "name": 7},
    [{"id": "/subscriptions/s", "rules": UNKNOWN_MARK, "properties": [1]}],
)


@pytest.mark.parametrize("kind", TYPES)
def test_no_reader_raises(kind: str) -> None:
    for shape in SHAPES:
        inputs = dict.fromkeys(PATHS, shape)
        found = [
            {"urn": f"urn:pulumi:s::p::{kind}::one", "type": kind, "inputs": inputs},
            {"urn": f"urn:pulumi:s::p::{kind}::two", "type": kind, "inputs": {}},
        ]
        graph = ResourceGraph(project="p", stack="s", resources=resources_of(found))
        facts = understand(graph)
        assert facts.broken == (), f"{shape!r}: {facts.broken}"
