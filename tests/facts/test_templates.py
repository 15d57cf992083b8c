"""What a template makes is read by nobody: its parameters are judged, it stays not understood."""

import pytest

from hdsstack.facts import understand
from hdsstack.model.facts import ClearSecret
from hdsstack.model.graph import ResourceGraph
from tests.controls.handmade import resource

SETTING = "S3cret-in-clear"


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("aws:cloudformation/stack:Stack", {"parameters": {"DbPassword": SETTING}}),
        ("aws:cloudformation/stackSet:StackSet", {"parameters": {"DbPassword": SETTING}}),
        ("aws:amplify/app:App", {"environmentVariables": {"DB_PASSWORD": SETTING}}),
        (
            "azure-native:resources:Deployment",
            {"properties": {"parameters": {"dbPassword": {"value": SETTING}}}},
        ),
        (
            "azure-native:resources:DeploymentStackAtResourceGroup",
            {"parameters": {"dbPassword": {"value": SETTING}}},
        ),
    ],
)
def test_a_template_stays_not_understood(kind: str, inputs: dict[str, object]) -> None:
    found = understand(
        ResourceGraph(
            project="case", stack="prod", resources=(resource("template", kind, **inputs),)
        )
    )
    assert not found.understood
    assert any(claim.value is True for fact in found.of(ClearSecret) for claim in fact.clear)
