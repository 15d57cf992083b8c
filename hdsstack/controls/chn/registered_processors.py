"""HDS-CHN-004: every actor of the chain is in the register of processors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.backends import address
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@control(
    id="HDS-CHN-004",
    title=N_("Every actor of the chain is in the register of processors, CI and state included"),
    why=N_(
        "HDS requirement EXI 22 makes the contract state the conditions for external providers"
        " (GDPR article 28). The CI service, the monitoring and whoever keeps Pulumi's state are"
        " providers too."
    ),
    remedy=N_(
        "Give each of the manifest's `actors` and `processors` its `register_entry`, and add the"
        " missing ones: CI, monitoring, state service."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-22",
        "gdpr/28",
        "gdpr/30",
        "clausier-2024/O-2.3",
        "recyf-2.5/3.A",
        "secnumcloud-3.2/15.1",
        "iso27001-2022/A.5.19",
    ),
    declared=True,
)
def registered_processors(context: Context) -> Verdict:
    """Everyone but the establishment itself, and the service that the state is seen to use."""
    manifest = context.establishment
    if manifest is None:
        return no_manifest(message(N_("the register of processors")))
    absent = list(_absent(manifest))
    backend = context.settings.backend or (manifest.state.backend if manifest.state else None)
    if backend and address(backend).saas and not _has_state_processor(manifest):
        absent.append("Pulumi Cloud")
    if absent:
        because = message(N_("not in the register of processors: {names}"), names=", ".join(absent))
        return failed(because, at="actors.register_entry")
    others = [row.key for row in manifest.actors if row.role != "self"]
    others += [row.key for row in manifest.processors]
    if not others:
        return not_applicable(message(N_("the establishment hosts alone")))
    return passed(rests_on=(declaration("actors.register_entry", ", ".join(others)),))


def _absent(manifest: Establishment) -> Iterator[str]:
    for actor in manifest.actors:
        if actor.role != "self" and actor.register_entry is None:
            yield actor.name
    for processor in manifest.processors:
        if processor.register_entry is None:
            yield processor.name


def _has_state_processor(manifest: Establishment) -> bool:
    return any(row.purpose == "state" for row in manifest.processors)
