from __future__ import annotations

import gc
import weakref

import pytest

from citekit.collector import set_aside


class Node:
    """Refers to itself, so that nothing but the collector ends it."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_goes_on_as_before() -> None:
    for was in (True, False):
        (gc.enable if was else gc.disable)()
        with set_aside():
            assert not gc.isenabled()
        assert gc.isenabled() is was
    gc.enable()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="within"), set_aside():
        raise ValueError("within")
    assert gc.isenabled()


def test_cycles_that_were_made_within_are_collected_later() -> None:
    with set_aside():
        ended = weakref.ref(Node())
    gc.collect()
    assert ended() is None


def test_what_a_program_has_frozen_stays_so() -> None:
    gc.freeze()
    try:
        with set_aside():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
