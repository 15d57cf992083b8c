"""The tables of sabotages: one file per domain, one entry per control.

    HDS-CRY-001:
      not_in: {some-stack: why nothing there can be broken for this control}
      never_unknown: why no unknown value can reach this control
      sabotages:
        - break: the database is in clear
          provider: aws                      # aws, azure; absent: any
          select: aws:rds/instance:Instance  # or {type, name, where, all}, see Selector
          set: {storageEncrypted: false}
          also: [HDS-CRY-002]                # controls that share the fact

What a sabotage does to the resource that `select` names (the first that fits, every one with
`all: true`): `set`, `drop` (a path or a list of paths), `replace` ({path: {text: other text}} in a
document), `options` (protect, provider, parent, retain_on_delete), `remove: true`. Besides: `add`
(resources: type, name and inputs), `manifest` ({path: value}, `list[+]` appends), `settings`,
`unconfigured` (keys that leave the stack's configuration), and `then` (a list of more changes of
the same form). `except` names stacks where this sabotage is no sabotage, with the reason.

The finding must stand at the selected resource; `blames` says otherwise: a type, `establishment`,
or `anywhere` for what was removed or added. The same properties set to an unknown value, the rest
of the sabotage being done, must leave no green verdict; `unknown` names other properties, or is a
whole change with `!unknown` values that takes the place of the first, or is `false` (with a reason
in a comment) to leave it out.

Values take the tags of `tests/cases.py`; `!ref aws:ec2/vpc:Vpc#id` is an output of the first
resource of that type, `!ref target#id` of the selected one, and `!same tags` repeats a plain input
of that one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.cases import Tag, load

HERE = Path(__file__).parent
_CHANGE = {
    "select",
    "set",
    "drop",
    "replace",
    "options",
    "remove",
    "add",
    "manifest",
    "settings",
    "unconfigured",
}
_SABOTAGE = {"break", "provider", "also", "unknown", "blames", "except", "then"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which resources are broken: by type, pattern of the name, and inputs (`present`: any)."""

    type: str
    name: str = "*"
    where: Mapping[str, Any] = field(default_factory=dict)
    all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the graph, the manifest or the settings."""

    select: Selector | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    replace: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    remove: bool = False
    add: tuple[Mapping[str, Any], ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, str | None] = field(default_factory=dict)
    unconfigured: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        return (*self.set, *self.drop, *self.replace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sabotage:
    """One way to break what one control reads."""

    control: str
    title: str
    provider: str | None
    changes: tuple[Change, ...]
    also: frozenset[str]
    hidden: Change | None
    blames: str | None
    exempt: Mapping[str, str]

    @property
    def id(self) -> str:
        return f"{self.control} {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the tables say of one control."""

    control: str
    sabotages: tuple[Sabotage, ...]
    not_in: Mapping[str, str]
    never_unknown: str | None


@cache
def entries() -> Mapping[str, Entry]:
    """The tables of every domain, by control."""
    return {entry.control: entry for path in sorted(HERE.glob("*.yaml")) for entry in _file(path)}


def _file(path: Path) -> Iterator[Entry]:
    for control, told in load(path.read_text(encoding="utf-8")).items():
        assert control.startswith(f"HDS-{path.stem.upper()}-"), f"{control} is in {path.name}"
        assert set(told) <= {"sabotages", "not_in", "never_unknown"}, control
        yield Entry(
            control=control,
            sabotages=tuple(_sabotage(control, row) for row in told["sabotages"]),
            not_in=told.get("not_in", {}),
            never_unknown=told.get("never_unknown"),
        )


def _sabotage(control: str, row: Mapping[str, Any]) -> Sabotage:
    strange = set(row) - _CHANGE - _SABOTAGE
    assert not strange, f"{control}: {row['break']}: {strange}"
    changes = (_change(row), *(_change(more) for more in row.get("then", ())))
    return Sabotage(
        control=control,
        title=row["break"],
        provider=row.get("provider"),
        changes=changes,
        also=frozenset(row.get("also", ())),
        hidden=_hidden(changes[0], row.get("unknown")),
        blames=row.get("blames"),
        exempt=row.get("except", {}),
    )


def _hidden(first: Change, given: Any) -> Change | None:
    """What takes the place of the first change where its values are not known."""
    if isinstance(given, Mapping):
        return replace(_change(given), select=first.select)
    paths = (first.paths if first.select else ()) if given is None else _paths(given or ())
    if not paths:
        return None
    hidden = dict.fromkeys(paths, Tag("unknown", ""))
    return replace(first, set=hidden, drop=(), replace={}, options={}, remove=False)


def _change(row: Mapping[str, Any]) -> Change:
    given = {key: value for key, value in row.items() if key in _CHANGE}
    if isinstance(given.get("select"), str):
        given["select"] = {"type": given["select"]}
    if "select" in given:
        given["select"] = Selector(**given["select"])
    for several in ("drop", "unconfigured"):
        if several in given:
            given[several] = _paths(given[several])
    return Change(**{**given, "add": tuple(given.get("add", ()))})


def _paths(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
