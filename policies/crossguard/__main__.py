"""The policy pack: `pulumi preview --policy-pack policies/crossguard`, `pulumi policy analyze`."""

from pathlib import Path

from pulumi_policy import EnforcementLevel, PolicyPack

from hdsstack.adapters.crossguard import Pack

PolicyPack(
    name="hdsstack",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=Pack(Path(__file__).parent).policies(),
)
