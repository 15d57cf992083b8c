"""HDS-SEG-002: production and the rest are apart, and no health data is outside production."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.asked import asked
from hdsstack.model.facts import Store, Tagged
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Environment, Establishment

_TAG = "hds:environment"
_PRODUCTION = frozenset({"prod", "production", "prd", "live"})
_ELSEWHERE = frozenset(
    {
        "dev", "development", "test", "tests", "testing", "qa", "uat", "staging", "stage",
        "recette", "qualif", "qualification", "integration", "preprod", "preproduction", "pre",
        "nonprod", "non", "hors", "sandbox", "demo", "formation", "training", "rehearsal",
    }
)  # fmt: skip


@control(
    id="HDS-SEG-002",
    title=N_("Production and other environments are apart, and health data stay in production"),
    why=N_(
        "Test systems have more hands, fewer traces and old copies. Derived from SecNumCloud 3.2"
        " 12.3 on the separation of environments and from ISO 27001 control A.8.31."
    ),
    remedy=N_(
        "Use another AWS account or Azure subscription for each environment"
        " (`environments[].account`), and only pseudonymised or invented data outside production"
        " (`hds:data-class`)."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("secnumcloud-3.2/12.3", "iso27001-2022/A.8.31", "iso27001-2022/A.8.33"),
)
def separate_environments(context: Context) -> Iterator[Verdict]:
    """The accounts of the manifest, then each store in the environment that its tag names."""
    if context.establishment:
        yield _accounts(context.establishment)
        yield from _allowed(context.establishment)
    tags = _environments(context)
    for store in asked(context, "HDS-SEG-002", Store):
        yield _store(store, tags.get(store.resource.urn), context)


def is_production(environment: str) -> bool:
    """Whether a name is production's: `prod` or the like is a word of it, and no test word is."""
    words = _words(environment)
    return bool(words & _PRODUCTION) and not words & _ELSEWHERE


def _words(environment: str) -> set[str]:
    return set(re.split(r"[^a-z]+", environment.lower()))


def _environments(context: Context) -> dict[str, str | Unknown]:
    found: dict[str, str | Unknown] = {}
    for tagged in context.facts.of(Tagged):
        tags = tagged.tags.value
        named = tags if isinstance(tags, Unknown) else tags.get(_TAG)
        if named is not None:
            found[tagged.resource.urn] = named
    return found


def _store(store: Store, tag: str | Unknown | None, context: Context) -> Verdict:
    on, held = store.resource.urn, store.data_class.value
    if isinstance(held, Unknown):
        return unknown(held, store.data_class, on=on)
    if isinstance(tag, Unknown):
        return unknown(tag, on=on, at="tags")
    environment = tag or context.environment
    if not held.health or is_production(environment):
        return passed(on=on)
    because = message(
        N_("{data_class} data in the environment {environment}, which is not production"),
        data_class=held.value,
        environment=environment,
    )
    if tag or context.establishment or _is_test_stack(context):
        return failed(because, on=on, at="tags")
    return unknown(because, on=on, at="tags", declared=True)


def _is_test_stack(context: Context) -> bool:
    """Whether the stack was named by its team, and named after a test."""
    assumed = any(notice.kind == "stack" for notice in context.graph.notices)
    return not assumed and bool(_words(context.environment) & _ELSEWHERE)


def _accounts(establishment: Establishment) -> Verdict:
    production = [row for row in establishment.environments if is_production(row.name)]
    others = [row for row in establishment.environments if not is_production(row.name)]
    if not production or not others:
        return not_applicable(message(N_("the manifest has one kind of environment only")))
    for one, other in ((one, other) for one in production for other in others):
        if one.account and one.account == other.account:
            because = message(
                N_("{one} and {other} are in the same account"), one=one.name, other=other.name
            )
            return failed(because, at="environments.account")
    if any(row.account is None for row in establishment.environments):
        because = message(N_("the account of an environment is not declared"))
        return unknown(because, at="environments.account")
    return passed()


def _allowed(establishment: Establishment) -> Iterator[Verdict]:
    wrong = [row.name for row in establishment.environments if _misplaced(row)]
    if wrong:
        because = message(
            N_("health data are allowed outside production, in: {names}"), names=", ".join(wrong)
        )
        yield failed(because, at="environments.data")


def _misplaced(environment: Environment) -> bool:
    return "dscp" in environment.data and not is_production(environment.name)
