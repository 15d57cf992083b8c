"""Any graph of real types with any values: no exception, the same report each time."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdsstack.audit import Question, decide
from hdsstack.engine.resources import resources_of, value_of
from hdsstack.facts import FOLDERS, readers
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import TargetReport
from hdsstack.model.values import decode_string, plain, refs_in, unknowns_in
from hdsstack.planning.schedule import duration_minutes, longest_interval
from tests.property.mutants import SECRET, SIGNATURE, UNKNOWN
from tests.property.stacks import cases
from tests.property.test_mutants import defects

TODAY = date(2026, 11, 25)
TYPES = sorted({kind for package in FOLDERS for kind in readers(package).by_type})
# Every property name that the case tables write, per type, so that readers find what they look for.
NAMES: dict[str, list[str]] = {}
for _case in cases():
    for _one in _case:
        NAMES.setdefault(_one["type"], []).extend(_one["inputs"])

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("Enabled", "aws:kms", "0.0.0.0/0", "10.0.0.0/8", "::/0", "*", "true", "eu-west-3", UNKNOWN)
    ),
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(TEXTS, inner, max_size=3),
        inner.map(lambda one: {SIGNATURE: SECRET, "value": one}),
    ),
    max_leaves=8,
)


@st.composite
def stacks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few resources of real types; values of any kind, references to each other."""
    kinds = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=5))
    urns = [f"urn:pulumi:prod::p::{kind}::r{rank}" for rank, kind in enumerate(kinds)]
    links = st.sampled_from(urns).map(lambda urn: f"${{{urn}#id}}")
    made = []
    for urn, kind in zip(urns, kinds, strict=True):
        names = st.sampled_from(NAMES.get(kind) or ["name", "tags", "policy"])
        inputs = draw(st.dictionaries(names, st.one_of(VALUES, links), max_size=6))
        made.append({"urn": urn, "type": kind, "custom": True, "inputs": inputs})
        made[-1]["parent"] = draw(st.none() | st.sampled_from(urns))
        made[-1]["propertyDependencies"] = {name: [draw(st.sampled_from(urns))] for name in inputs}
    return made


def judged(resources: list[dict[str, Any]], **rest: Any) -> TargetReport:
    graph = ResourceGraph(project="p", stack="prod", resources=resources_of(resources), **rest)
    return decide(Question(graph=graph, target="p", environment="prod", today=TODAY))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(stacks())
def test_no_exception_leaves_the_core(resources: list[dict[str, Any]]) -> None:
    assert list(defects(judged(resources))) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(stacks(), st.randoms())
def test_the_order_of_registration_changes_nothing(
    resources: list[dict[str, Any]], chance: Any
) -> None:
    before = said(judged(resources))
    chance.shuffle(resources)
    assert said(judged(resources)) == before


def said(report: TargetReport) -> list[tuple[str, str, str, str]]:
    return [
        (f.control.id, f.outcome.value, f.resource.urn if f.resource else "", f.at)
        for f in report.findings
    ]


@given(VALUES)
def test_any_value_is_read(value: Any) -> None:
    found = value_of(value)
    assert plain(found) == plain(plain(found)) or "nan" in repr(found)
    assert all(ref.urn for ref in refs_in(found))
    assert all(one.why is not None for one in unknowns_in(found))


@given(st.text())
def test_any_text_is_decoded_and_kept(text: str) -> None:
    found = decode_string(text)
    assert not isinstance(found, str) or found == text


@given(st.text() | st.from_regex(r"(cron|rate)\([0-9*/?, a-zA-Z-]{0,20}\)", fullmatch=True))
def test_any_schedule_is_read_or_not(text: str) -> None:
    for found in (longest_interval(text), duration_minutes(text)):
        assert found is None or found > 0
