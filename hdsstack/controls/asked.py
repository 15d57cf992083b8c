"""Which facts a control is asked about."""

from collections.abc import Iterator
from typing import TypeVar

from hdsstack.controls import Context
from hdsstack.controls.scope import asked_of
from hdsstack.model.facts import Fact

F = TypeVar("F", bound=Fact)


def asked(context: Context, control_id: str, kind: type[F]) -> Iterator[F]:
    """The facts of one kind, without those about a store whose data class asks nothing of them."""
    for fact in context.facts.of(kind):
        store = context.facts.store_of(fact.resource)
        if store is None or asked_of(control_id, store):
            yield fact
