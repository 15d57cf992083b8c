"""Values that are made by the hundred thousand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def made_often(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """A dataclass that only the type checker freezes: a really frozen one is made in a third of
    the speed, because it sets each attribute by a call.
    """
    return dataclass(slots=True, unsafe_hash=True, kw_only=kw_only)
