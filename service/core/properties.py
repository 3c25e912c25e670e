"""What an object works out when it is first asked for it."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class cached_property(Generic[Value]):  # noqa: N801 - it is used as functools' own, and named for it
    """A property that is worked out once for each object, and kept in it.

    What `functools.cached_property` is from Python 3.12 on. Before, that takes one lock for all objects of a class: an
    article that is checked in a thread would hold up every other that is checked on the event loop. Where two threads
    ask an object at once, both work it out.
    """

    def __init__(self, read: Callable[[Any], Value]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    @overload
    def __get__(self, instance: None, owner: type[object]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[object]) -> Value: ...
    def __get__(self, instance: object | None, owner: type[object]) -> Self | Value:
        """The value; from then on the object's own dictionary has it, and this is not asked again."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._read(instance)
        return value
