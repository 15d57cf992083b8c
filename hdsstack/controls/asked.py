"""Which facts a control that looks at several kinds of them is asked about."""

from collections.abc import Iterator
from typing import TypeVar

from hdsstack.controls import Context
from hdsstack.controls.scope import asked_of
from hdsstack.model.facts import Fact, Store

F = TypeVar("F", bound=Fact)


def asked(context: Context, control_id: str, kind: type[F]) -> Iterator[F]:
    """The facts of one kind, without those about a store whose data class asks nothing of them."""
    stores = {store.resource.urn: store for store in context.facts.of(Store)}
    for fact in context.facts.of(kind):
        store = stores.get(fact.resource.urn)
        if store is None or asked_of(control_id, store):
            yield fact
