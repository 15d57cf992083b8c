"""HDS-CHN-001: each hosting activity has exactly one accountable actor, certified or exempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.certificates import is_hds
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.controls.places import resting
from hdsstack.model.activities import ACTIVITIES, Activity, activity_number
from hdsstack.model.message import N_, Message, message
from hdsstack.model.verdict import Outcome, Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Actor, Establishment

# The doctrine on the exemption is about hospital groups (GHT); it does not extend to these bodies.
_NO_EXEMPTION = ("gcs", "gie")


@control(
    id="HDS-CHN-001",
    title=N_("Each hosting activity has exactly one accountable actor, certified for it or exempt"),
    why=N_(
        "Whoever hosts health data for another is certified for the activity (CSP L.1111-8,"
        " R.1111-9), and HDS requirement EXI 13 splits responsibilities: an activity that nobody"
        " answers for, or two do, is nobody's."
    ),
    remedy=N_(
        "In the manifest's `actors` give each of the six activities one `accountable` actor with"
        " an HDS certificate that lists it, or the three conditions of a hospital group's"
        " exemption; the establishment that hosts its own data has the role `self`. One that hosts"
        " for others too, as the support of a group or a GCS does, needs either."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-12",
        "hds-2024-2.0/EXI-13",
        "hds-2024-2.0/EXI-14",
        "csp/L.1111-8",
        "csp/R.1111-9",
        "csp/R.1111-8-8",
        "clausier-2024/O-12.3.3",
    ),
    declared=True,
)
def accountable_actors(context: Context) -> Iterator[Verdict]:
    """The six activities of CSP R.1111-9, one after the other."""
    manifest = context.establishment
    if manifest is None:
        yield no_manifest(message(N_("who answers for the six hosting activities")))
        return
    for activity in ACTIVITIES:
        answering = manifest.accountable(activity)
        if len(answering) == 1:
            yield _certified(answering[0], activity, manifest)
        else:
            names = ", ".join(actor.key for actor in answering) or "-"
            because = message(
                N_("activity {number} ({activity}): one accountable actor wanted, seen: {names}"),
                number=activity_number(activity),
                activity=activity,
                names=names,
            )
            yield failed(because, at="actors.accountable")


def _certified(actor: Actor, activity: Activity, manifest: Establishment) -> Verdict:
    if actor.role == "self":
        alone = _own_data(actor, manifest)
        if alone.outcome is Outcome.PASS or not (actor.exemption or actor.certificates):
            return alone
    if actor.exemption is not None:
        return _exempt(actor, manifest)
    certificates = [row for row in actor.certificates if is_hds(row)]
    if any(activity in row.activities for row in certificates):
        detail = f"{actor.name}: {activity}"
        return passed(rests_on=(declaration("actors.certificates", detail),))
    if certificates:
        because = message(
            N_("{actor} answers for activity {number} ({activity}), outside its certificates"),
            actor=actor.name,
            number=activity_number(activity),
            activity=activity,
        )
        return failed(because, at="actors.certificates")
    return _by_catalogue(actor, activity)


def _own_data(actor: Actor, manifest: Establishment) -> Verdict:
    """Whoever hosts its own data is no host; the data of another legal entity make it one."""
    own = manifest.establishment
    if own.slug != actor.key and own.name != actor.name:
        because = message(
            N_("{actor} has the role self, and is not the establishment {slug} by key or name"),
            actor=actor.name,
            slug=own.slug,
        )
        neighbour = own.group is not None and actor.key in own.group.members
        return (failed if neighbour else unknown)(because, at="actors.role")
    others = _others(manifest)
    if others is False:
        return passed(rests_on=(declaration("actors.role", f"{actor.name}: self"),))
    if others is True:
        because = message(
            N_("{actor} hosts for other legal entities, with neither certificate nor exemption"),
            actor=actor.name,
        )
        return failed(because, at="actors.certificates")
    because = message(
        N_("{actor} is the support of its group: whether it hosts the members' data is not said"),
        actor=actor.name,
    )
    return unknown(because, at="establishment.group.role")


def _others(manifest: Establishment) -> bool | None:
    """Whether the stack holds data of other legal entities; None where that is not said."""
    own, group = manifest.establishment, manifest.establishment.group
    if own.kind == "infogerant":
        return True
    if group is None or not group.members:
        return False
    if own.kind in _NO_EXEMPTION:
        return True
    if group.role != "support":
        return False
    return True if any(share.what == "store" for share in group.shares) else None


def _exempt(actor: Actor, manifest: Establishment) -> Verdict:
    """The three cumulative conditions; agency's answer of 17 April 2024 on hospital groups."""
    stated = actor.exemption
    whole = stated and all((stated.convention, stated.joint_controllers, stated.security_measures))
    if manifest.establishment.kind in _NO_EXEMPTION or manifest.establishment.group is None:
        because = message(
            N_("{actor}: only a hospital group (GHT) may be exempt"), actor=actor.name
        )
        return failed(because, at="actors.exemption")
    if not whole:
        because = message(
            N_("{actor}: the exemption's three conditions are not all stated"), actor=actor.name
        )
        return failed(because, at="actors.exemption")
    return passed(rests_on=(declaration("actors.exemption", actor.name),))


def _by_catalogue(actor: Actor, activity: Activity) -> Verdict:
    """No certificate is declared: what the catalogue's dated row says of the actor."""
    known = catalog.actor(actor.key)
    because = message(
        N_("{actor} answers for activity {number} ({activity}) and declares no HDS certificate"),
        actor=actor.name,
        number=activity_number(activity),
        activity=activity,
    )
    if known is None or known.hds == "not-certified":
        return failed(because, at="actors.certificates")
    rests_on: tuple[Message, ...] = resting(known.row, known.name)
    if known.hds == "certified" and activity_number(activity) in known.activities:
        return Verdict(Outcome.PASS, rests_on=rests_on)
    return unknown(because, at="actors.certificates", rests_on=rests_on)
