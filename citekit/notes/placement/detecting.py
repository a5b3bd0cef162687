"""Which custom the marks of a text follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citekit.model import NoteMark
from citekit.notes.placement.clusters import clusters
from citekit.notes.placement.customs import CUSTOMS
from citekit.notes.placement.placing import target_of
from citekit.notes.placement.spots import bare
from citekit.values import NamedTuple

_LEAST = 3
_SHARE = 0.8


class Detected(NamedTuple):
    """The custom that most marks follow; *following* says of each custom how many of *counted* marks do.

    Only marks are counted that stand beside punctuation, where customs differ. Of customs that as many marks follow the
    strictest comes first, which leaves the fewest spots open.
    """

    name: str
    following: Mapping[str, int]
    counted: int


def detect(text: str, marks: Sequence[NoteMark]) -> Detected | None:
    """Return the custom of a text, ``None`` where too few marks tell, or too many follow another.

    >>> marks = [NoteMark(place, place + 1, str(number)) for number, place in enumerate((8, 19, 30), 1)]
    >>> detect("He went.1 She came.2 It ended.3", marks).name
    'american'
    """
    without = bare(text, marks)
    found = zip(without.spots, clusters(without.text, [spot.place for spot in without.spots]), strict=True)
    counted = [(spot, cluster) for spot, cluster in found if cluster is not None and cluster.tokens]
    following = {
        name: sum(target_of(cluster, spot.place, custom) == spot.place for spot, cluster in counted)
        for name, custom in CUSTOMS.items()
    }
    best = max(CUSTOMS.values(), key=lambda custom: (following[custom.name], -len(custom.also)))
    if len(counted) < _LEAST or following[best.name] < _SHARE * len(counted):
        return None
    return Detected(best.name, following, len(counted))
