"""One observation: a value, and the resource and property that it was read from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from hdsstack.model.made import made_often
from hdsstack.model.message import Message
from hdsstack.model.values import Unknown

T = TypeVar("T")
U = TypeVar("U")


@made_often()
class Seen(Generic[T]):
    """A value with its place.

    Attributes:
        value: What was read, or an Unknown.
        at: The property path, empty where no single property says it.
        on: The URN of the resource whose input says it: the one to blame.
        default: The property is absent and `value` is the provider's documented default.
        why: A sentence that explains the value, where the property alone does not.

    """

    value: T | Unknown
    at: str = ""
    on: str = ""
    default: bool = False
    why: Message | None = None

    @property
    def known(self) -> bool:
        return not isinstance(self.value, Unknown)

    def map(self, change: Callable[[T], U | Unknown]) -> "Seen[U]":
        """The observation with its value changed; an unknown stays unknown."""
        value = self.value if isinstance(self.value, Unknown) else change(self.value)
        return Seen(value, self.at, self.on, self.default, self.why)

    def because(self, why: Message) -> "Seen[T]":
        """The observation with a sentence that explains it."""
        return replace(self, why=why)

    def is_(self, wanted: T) -> bool:
        """True only where the value is known and equal to `wanted`."""
        return self.known and self.value == wanted
