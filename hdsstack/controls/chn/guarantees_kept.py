"""HDS-CHN-005: the guarantees have not got worse without the client's agreement."""

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.guarantees import Worsening, worsened


@control(
    id="HDS-CHN-005",
    title=N_("The guarantees have not got worse without the client's agreement"),
    why=N_(
        "HDS requirement EXI 24: a change that lowers service levels or guarantees needs the"
        " client's prior agreement. hdsstack counts a new region or a new actor as such a change."
    ),
    remedy=N_(
        "Restore the accepted guarantee, or have the client accept the new ones and record them in"
        " the manifest's `guarantees.accepted` with version, person and date."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-24", "csp/R.1111-11", "iso27001-2022/A.5.22"),
    declared=True,
)
def guarantees_kept(context: Context) -> Verdict:
    """The manifest as it is, against the snapshot that was accepted."""
    manifest = context.establishment
    if manifest is None:
        return no_manifest(message(N_("the guarantees that the client accepted")))
    found = worsened(manifest)
    if found is None:
        because = message(N_("no version was accepted yet: nothing can have got worse"))
        return not_applicable(because)
    accepted = manifest.guarantees.accepted if manifest.guarantees else None
    if accepted and accepted.accepted_on > context.today:
        because = message(
            N_("the acceptance is dated {date}, after today"),
            date=accepted.accepted_on.isoformat(),
        )
        return failed(because, at="guarantees.accepted.accepted_on")
    if found:
        because = message(
            N_("worse than the accepted guarantees: {changes}"),
            changes="; ".join(map(_shown, found)),
        )
        return failed(because, at="guarantees.accepted")
    detail = f"{accepted.version}, {accepted.accepted_on.isoformat()}" if accepted else "-"
    return passed(rests_on=(declaration("guarantees.accepted", detail),))


def _shown(row: Worsening) -> str:
    return f"{row.guarantee}: {row.accepted or '-'} -> {row.now or '-'}"
