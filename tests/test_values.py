"""Classes made by ``citekit.values`` behave as those of ``dataclasses``, which are the model in every test."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from typing import Any

import pytest

from citekit import values
from citekit.findings import Source
from citekit.model import Name, Reference


@values.dataclass(frozen=True, slots=True)
class Made:
    """Frozen."""

    first: str
    second: int = 2
    third: dict[str, int] = values.field(default_factory=dict)
    fourth: str = values.field(default="", compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    """Frozen."""

    first: str
    second: int = 2
    third: dict[str, int] = dataclasses.field(default_factory=dict)
    fourth: str = dataclasses.field(default="", compare=False, repr=False)


@values.dataclass(slots=True)
class Changing:
    """Not frozen."""

    first: int = 0


@pytest.mark.parametrize("of", [Made, Model])
def test_arguments_and_defaults(of: Any) -> None:
    made = of("a", third={"x": 1})
    assert (made.first, made.second, made.third, made.fourth) == ("a", 2, {"x": 1}, "")
    assert of("a").third is not of("a").third
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'first'"):
        of()
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'fifth'"):
        of("a", fifth=1)


@pytest.mark.parametrize("of", [Made, Model])
def test_equality_and_hash(of: Any) -> None:
    assert of("a", fourth="x") == of("a", fourth="y")
    assert of("a") != of("b")
    assert of("a") != ("a", 2, {}, "")
    assert of("a") != {Made: Model, Model: Made}[of]("a")
    assert hash(of("a", third=(1,))) == hash(of("a", third=(1,), fourth="y"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(of("a"))


def test_one_that_changes_has_no_hash() -> None:
    changing = Changing()
    changing.first = 3
    assert changing == Changing(3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(changing)


@pytest.mark.parametrize("of", [Made, Model])
def test_a_frozen_one_stays_as_it_is(of: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        of("a").first = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del of("a").first
    with pytest.raises((AttributeError, TypeError)):
        of("a").another = "b"


@pytest.mark.parametrize("of", [Made, Model])
def test_shown(of: Any) -> None:
    assert repr(of("a", fourth="x")) == f"{of.__name__}(first='a', second=2, third={{}})"


@pytest.mark.parametrize("of", [Made, Model])
def test_copied_pickled_and_matched(of: Any) -> None:
    made = of("a", 3, {"x": 1}, "y")
    pickled = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert [one.fourth for one in (copy.copy(made), pickled)] == ["y", "y"]
    assert copy.deepcopy(made) == made
    match made:
        case Made(first, second) | Model(first, second):
            assert (first, second) == ("a", 3)


def test_the_standard_library_takes_them_for_its_own() -> None:
    made = Made("a")
    assert dataclasses.is_dataclass(made)
    assert dataclasses.asdict(made) == dataclasses.asdict(Model("a"))
    assert dataclasses.replace(made, second=5) == values.replace(made, second=5) == Made("a", 5)
    told = [(field.name, field.type, field.repr, field.compare, field.init) for field in dataclasses.fields(Made)]
    assert told == [
        (field.name, field.type, field.repr, field.compare, field.init) for field in dataclasses.fields(Model)
    ]


def test_a_field_that_is_worked_out() -> None:
    source = Source("a.txt", "one\ntwo")
    assert dataclasses.replace(source, text="a\nb\nc").span(4).line == 3
    assert values.replace(source, text="a\nb\nc").span(4).line == 3
    with pytest.raises(TypeError):
        Source("a.txt", "one", "utf-8", b"", (0,))  # type: ignore[call-arg]


@pytest.mark.parametrize("of", [values, dataclasses])
def test_what_a_class_says_itself_and_what_no_argument_says(of: Any) -> None:
    @of.dataclass(slots=True)
    class Own:
        first: list[int] = of.field(init=False, default_factory=list)
        second: int = of.field(init=False, default=2)

        def __repr__(self) -> str:
            return f"own {self.first} {self.second}"

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    assert repr(Own()) == "own [] 2"
    assert Own() == 3
    assert Own.__qualname__.endswith("<locals>.Own")
    with pytest.raises(TypeError):
        Own(second=3)  # type: ignore[call-arg]


@pytest.mark.parametrize("of", [values, dataclasses])
def test_a_default_that_changes_is_refused(of: Any) -> None:
    class Shared:
        first: list[int] = []  # noqa: RUF012 - what is refused

    with pytest.raises(ValueError, match="mutable default"):
        of.dataclass(slots=True)(Shared)


def test_public_values_are_dataclasses() -> None:
    reference = Reference("a", "book", names={"author": (Name("Cohen"),)})  # type: ignore[arg-type]
    assert dataclasses.asdict(reference)["names"]["author"][0]["family"] == "Cohen"


class MadeTuple(values.NamedTuple):
    """A named tuple."""

    first: str
    second: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


class ModelTuple(typing.NamedTuple):
    """A named tuple."""

    first: str
    second: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


@pytest.mark.parametrize("of", [MadeTuple, ModelTuple])
def test_named_tuples(of: Any) -> None:
    made = of("a")
    assert made == ("a", ()) == (made.first, made.second)
    assert hash(made) == hash(("a", ()))
    assert repr(of("a", second=(1,))) == f"{of.__name__}(first='a', second=(1,))"
    assert (made.both, of._fields, of._field_defaults, of.__match_args__) == (
        "a ()",
        ("first", "second"),
        {"second": ()},
        ("first", "second"),
    )
    assert made._replace(second=(2,)) == of._make(["a", (2,)]) == of("a", (2,))
    assert made._asdict() == {"first": "a", "second": ()}
    assert type(made._replace(first="b")) is of
    restored = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert (restored, type(restored)) == (made, of)
    for wrong in ({}, {"first": "a", "third": 1}):
        with pytest.raises(TypeError, match="argument"):
            of(**wrong)
    with pytest.raises(AttributeError):
        made.first = "b"
    with pytest.raises(AttributeError):
        made.third = "b"
