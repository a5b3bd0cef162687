"""The standard library's ``dataclass`` and ``NamedTuple``, made in less time.

A short run of the command spends its time in starting. ``dataclasses`` loads ``inspect`` and runs the compiler six
times for each class: a millisecond each, and citekit has thirty of them on the way to its first citation. Here a
class takes a tenth of that, and a ``NamedTuple``, of which there are forty, half of what it took. What is made behaves
the same, for ``dataclasses.replace``, ``fields`` and ``asdict`` too. Of the decorator's options the ones that citekit
uses are there: ``frozen`` and ``slots`` (always); of ``field``'s ``default``, ``default_factory``, ``init``,
``compare`` and ``repr``. No inheritance between such classes.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["NamedTuple", "dataclass", "field", "replace"]

_MISSING: Any = object()


class _Field:
    """What ``field`` says of one field."""

    __slots__ = ("compare", "default", "factory", "init", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Callable[[], Any] | None = None,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - the standard library's word
        compare: bool = True,
    ) -> None:
        self.default = default
        self.factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare


def _dataclass(*, frozen: bool = False, slots: bool) -> Callable[[type], type]:
    assert slots, "the classes made here have slots"  # noqa: S101 - a slip of ours, not of a user

    def decorate(plain: type) -> type:
        return _made(plain, frozen=frozen)

    return decorate


def _made(plain: type, *, frozen: bool) -> type:
    """Return the class *plain* with slots for its annotations, and the methods that go with them."""
    assert plain.__bases__ == (object,), "the classes made here have no bases"  # noqa: S101 - as above
    space = dict(plain.__dict__)
    names = tuple(plain.__annotations__)
    fields = {name: _field(space.pop(name, _MISSING)) for name in names}
    own = {name: space[name] for name in ("__eq__", "__repr__") if name in space}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    space |= {
        "__qualname__": plain.__qualname__,
        "__slots__": names,
        "__match_args__": tuple(name for name in names if fields[name].init),
        "__eq__": _equality(tuple(name for name in names if fields[name].compare)),
        "__repr__": _shown(tuple(name for name in names if fields[name].repr)),
        "__getstate__": _state,
        "__setstate__": _restore,
        "__replace__": _replace,
        "__hash__": None,
        "__dataclass_fields__": _Described(fields, frozen=frozen),
        "__dataclass_params__": _Described(fields, frozen=frozen),
    }
    if frozen:
        space["__hash__"] = _hashing(tuple(name for name in names if fields[name].compare))
        space["__setattr__"] = space["__delattr__"] = _refuse
    made = type(plain)(plain.__name__, plain.__bases__, space | own)
    made.__init__ = _initializer(made, fields)  # type: ignore[misc]
    return made


def _field(given: Any) -> _Field:
    field = given if isinstance(given, _Field) else _Field(default=given)
    if type(field.default).__hash__ is None:
        raise ValueError(f"mutable default {field.default!r}: all values would share it; use default_factory")
    return field


def _initializer(made: type, fields: dict[str, _Field]) -> Callable[..., None]:
    """Return the class's ``__init__``, which stores each argument through its slot, past ``__setattr__``."""
    known: dict[str, Any] = {"_missing": _MISSING}
    parameters, body = ["self"], []
    for name, field in fields.items():
        known[f"_set_{name}"] = made.__dict__[name].__set__
        parameter = value = name
        if field.factory is not None:
            known[f"_make_{name}"] = field.factory
            parameter = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}" if field.init else f"_make_{name}()"
        elif field.default is not _MISSING:
            known[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
            value = name if field.init else f"_default_{name}"
        elif not field.init:
            continue  # left to __post_init__
        if field.init:
            parameters.append(parameter)
        body.append(f" _set_{name}(self, {value})")
    if "__post_init__" in made.__dict__:
        body.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body), known)  # noqa: S102 - as dataclasses does
    initializer: Callable[..., None] = known["__init__"]
    initializer.__qualname__ = f"{made.__qualname__}.__init__"
    return initializer


def _values_of(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _equality(names: tuple[str, ...]) -> Callable[[Any, object], bool]:
    values = _values_of(names)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    return __eq__


def _hashing(names: tuple[str, ...]) -> Callable[[Any], int]:
    values = _values_of(names)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


def _shown(names: tuple[str, ...]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)


def _replace(self: Any, /, **changes: Any) -> Any:
    kept = {name: getattr(self, name) for name in self.__match_args__ if name not in changes}
    return self.__class__(**kept, **changes)


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - what this module is there to leave out

    raise FrozenInstanceError(f"cannot assign to or delete field {name!r} of {self.__class__.__qualname__}")


class _Described:
    """What ``dataclasses`` wants to know of a class, worked out when it first asks."""

    def __init__(self, fields: dict[str, _Field], *, frozen: bool) -> None:
        self._fields = fields
        self._frozen = frozen

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, _instance: object, owner: type) -> Any:
        import dataclasses  # noqa: PLC0415 - what this module is there to leave out

        rows = []
        for name, field in self._fields.items():
            told: dict[str, Any] = {"init": field.init, "repr": field.repr, "compare": field.compare}
            if field.factory is not None:
                told["default_factory"] = field.factory
            elif field.default is not _MISSING:
                told["default"] = field.default
            rows.append((name, owner.__annotations__[name], dataclasses.field(**told)))
        twin = dataclasses.make_dataclass(owner.__name__, rows, frozen=self._frozen, slots=True)
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            type.__setattr__(owner, name, getattr(twin, name))
        return getattr(owner, self._name)


class _Tuple(tuple[Any, ...]):
    """What every named tuple can do."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        return cls(*values)

    def _replace(self, /, **changes: Any) -> Any:
        return self.__class__(**dict(zip(self._fields, self, strict=True)) | changes)

    __replace__ = _replace

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{self.__class__.__name__}({', '.join(shown)})"


class _Naming(type):
    """Makes the named tuple that the body of a class describes."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, space)
        fields = tuple(space.get("__annotations__", ()))
        defaults = {field: space.pop(field) for field in fields if field in space}
        space |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
        space |= {field: _tuplegetter(index, "") for index, field in enumerate(fields)}
        parameters = [f"{field}=_defaults[{field!r}]" if field in defaults else field for field in fields]
        known: dict[str, Any] = {"_defaults": defaults, "_new": tuple.__new__}
        signature, values = ", ".join(["_cls", *parameters]), "".join(f"{field}, " for field in fields)
        exec(f"def __new__({signature}):\n return _new(_cls, ({values}))", known)  # noqa: S102 - as collections does
        space["__new__"] = known["__new__"]
        return type(name, (_Tuple,), space)


class _NamedTuple(metaclass=_Naming):
    """What a class names as its base in order to be one."""


if TYPE_CHECKING:  # to its readers it is the standard library's
    from dataclasses import dataclass, field, replace
    from typing import NamedTuple
else:
    NamedTuple = _NamedTuple
    dataclass, field = _dataclass, _Field

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a copy of *value* with *changes*."""
        return value.__replace__(**changes)
