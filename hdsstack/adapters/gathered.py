"""What a policy pack is told of a stack, as the resource graph that the controls read.

A pack sees the inputs of each resource, and the whole stack with outputs, parents and the
dependencies of each property; it sees no ids. Where a provider writes no `id` among the outputs, an
id is inferred: the text that a property holds which depends on exactly one resource.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hdsstack.engine.resources import UNKNOWNS, resources_of
from hdsstack.model.graph import Resource
from hdsstack.model.identities import identities
from hdsstack.model.values import Unknown

Record = dict[str, Any]
_RETAIN = Unknown("a policy pack is not told retainOnDelete")
# Providers whose tokens have no slash; those of a program's own components have none either.
_FLAT_PACKAGES = ("azure-native:", "aws-native:", "pulumi:providers:", "pulumi-python:dynamic")


@dataclass(frozen=True, slots=True, kw_only=True)
class InStack:
    """One resource in the view of the whole stack.

    Attributes:
        outputs: What the provider answered; in a preview what is known of it.
        reach: The URNs that each property depends on.

    """

    outputs: Record
    reach: Mapping[str, Sequence[str]] = field(default_factory=dict)


def graph_resources(gathered: Mapping[str, Record], seen: Mapping[str, InStack]) -> list[Resource]:
    """The resources whose inputs were gathered, with what only the view of the stack knows."""
    records = [_joined(record, seen.get(urn)) for urn, record in gathered.items()]
    resources = [replace(one, retain_on_delete=_RETAIN) for one in resources_of(records)]
    ids = _inferred_ids(resources)
    return [replace(one, id=one.id or ids.get(one.urn)) for one in resources]


def custom(token: str, *, has_provider: bool) -> bool:
    """Whether a provider makes the resource: components have tokens of the program's own."""
    return has_provider or "/" in token or token.startswith(_FLAT_PACKAGES)


def _joined(record: Record, seen: InStack | None) -> Record:
    if seen is None:
        return record
    reach = {name: list(urns) for name, urns in seen.reach.items()}
    return {**record, "outputs": seen.outputs, "propertyDependencies": reach}


def _inferred_ids(resources: Iterable[Resource]) -> dict[str, str]:
    """URN -> the id by which most properties speak of the resource; none where it is known."""
    unnamed = {one.urn: set(identities(one)) for one in resources if "id" not in one.outputs}
    votes: dict[str, Counter[str]] = {}
    for resource in resources:
        for name, urns in resource.reach.items():
            texts = list(_texts(resource.inputs.get(name)))
            if len(urns) != 1 or len(texts) != 1 or urns[0] not in unnamed:
                continue
            if texts[0] not in unnamed[urns[0]] and _like_an_id(texts[0]):
                votes.setdefault(urns[0], Counter())[texts[0]] += 1
    return {urn: counted.most_common(1)[0][0] for urn, counted in votes.items()}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)


def _like_an_id(text: str) -> bool:
    """One word: no document, no sentence, no pattern."""
    return bool(text) and not any(mark in text for mark in ' {}"*\n')


def holds_unknown(value: object) -> bool:
    """Whether raw data hold the mark of a value that only the deployment will tell."""
    match value:
        case str():
            return value in UNKNOWNS
        case dict():
            return any(map(holds_unknown, value.values()))
        case list():
            return any(map(holds_unknown, value))
        case _:
            return False


def raw(props: Any) -> Any:  # noqa: ANN401 - whatever a program may give
    """The plain data behind the SDK's checking proxies, its unknown marks kept."""
    kind = type(props).__name__
    if isinstance(props, Mapping):
        held = props["__target"] if kind == "_DictProxy" else props
        return {key: raw(item) for key, item in held.items()}
    if isinstance(props, Sequence) and not isinstance(props, str):
        held = props["__target"] if kind == "_ListProxy" else props  # type: ignore[call-overload]
        return [raw(item) for item in held]
    if kind.endswith(("Asset", "Archive")):
        return getattr(props, "text", None) or ("asset" if kind.endswith("Asset") else "archive")
    return props
