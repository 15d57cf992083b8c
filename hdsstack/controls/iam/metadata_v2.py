"""HDS-IAM-004: machines require instance metadata v2."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Machine
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-IAM-004",
    title=N_("Machines require instance metadata version 2, or have none"),
    why=N_(
        "Version 1 gives the machine's credentials to any request that an application can be"
        " tricked into making. Derived from ISO 27001 control A.8.9 on configuration; HDS names no"
        " such setting."
    ),
    remedy=N_(
        "On AWS set `metadataOptions.httpTokens` to `required` on the instance or its launch"
        " template, or `httpEndpoint` to `disabled`."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("iso27001-2022/A.8.9", "iso27001-2022/A.8.5"),
)
def metadata_v2(machine: Machine) -> Iterator[Verdict]:
    """An endpoint that is off holds; a launch template's setting counts."""
    yield from holds(machine, machine.metadata_v2, message(N_("metadata version 1 is answered")))
