"""HDS-OPS-001: every resource says establishment, environment, data class, owner and activity."""

import re
from collections.abc import Iterator, Mapping

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.model.facts import DataClass, Tagged
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

_KEYS = ("hds:establishment", "hds:environment", "hds:data-class", "hds:owner", "hds:activities")
_CLASSES = frozenset(kind.value for kind in DataClass if kind is not DataClass.UNDECLARED)
_ACTIVITIES = re.compile(r"[1-6]( [1-6])*")


@control(
    id="HDS-OPS-001",
    title=N_("Every resource says establishment, environment, data class, owner and activity"),
    why=N_(
        "What nobody labelled is in no inventory, no responsibility and no audit. Derived from HDS"
        " requirements EXI 04 (complete scope, backups included) and EXI 13 (split of"
        " responsibilities)."
    ),
    remedy=N_(
        "Set the five tags `hds:establishment`, `hds:environment`, `hds:data-class` (dscp,"
        " pseudonymised, technical, non-health), `hds:owner` and `hds:activities` (digits 1 to 6"
        " separated by spaces), on AWS once for all as default tags."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-04",
        "hds-2024-2.0/EXI-13",
        "iso27001-2022/A.5.9",
        "iso27001-2022/A.5.12",
        "iso27001-2022/A.5.13",
    ),
)
def five_tags(tagged: Tagged, context: Context) -> Verdict:
    """All five are there, with values that mean something, and that fit the manifest."""
    on, tags = tagged.resource.urn, tagged.tags
    if isinstance(tags.value, Unknown):
        return unknown(tags.value, tags, on=on)
    missing = [key for key in _KEYS if tags.value.get(key) in (None, "")]
    if missing:
        because = message(N_("missing tags: {keys}"), keys=", ".join(missing))
        return failed(because, on=on, at=tagged.at)
    wrong = list(_wrong(tags.value, context))
    if wrong:
        because = message(N_("tags whose value is not accepted: {tags}"), tags=", ".join(wrong))
        return failed(because, on=on, at=tagged.at)
    return passed(on=on)


def _wrong(tags: Mapping[str, str], context: Context) -> Iterator[str]:
    if tags["hds:data-class"] not in _CLASSES:
        yield f"hds:data-class={tags['hds:data-class']}"
    if not _ACTIVITIES.fullmatch(tags["hds:activities"]):
        yield f"hds:activities={tags['hds:activities']}"
    if context.establishment is None:
        return
    group = context.establishment.establishment.group
    known = {context.establishment.slug, *(group.members if group else ())}
    if tags["hds:establishment"] not in known:
        yield f"hds:establishment={tags['hds:establishment']}"
    if tags["hds:environment"] != context.environment:
        yield f"hds:environment={tags['hds:environment']}"
