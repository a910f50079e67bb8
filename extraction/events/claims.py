"""Who is claimed for a role by which events of a document, so that one event is weighed against all others fast."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.extraction.events.merging import Cluster


@dataclass(frozen=True, slots=True)
class Claim:
    """That `cluster` gives somebody a role, with its probability; `place` is the head of its surest trigger."""

    cluster: Cluster
    score: float
    place: int


class Claims:
    """The claims on one entity for some roles."""

    def __init__(self, claims: Sequence[Claim] = ()) -> None:
        self._claims = sorted(claims, key=lambda claim: claim.place)
        self._places = [claim.place for claim in self._claims]
        self._clusters = {id(claim.cluster) for claim in self._claims}
        best = self._find_surest(None)
        self._best = best
        self._second = self._find_surest(best.cluster if best else None)

    def _find_surest(self, beside: Cluster | None) -> Claim | None:
        others = (claim for claim in self._claims if claim.cluster is not beside)
        return max(others, key=lambda claim: claim.score, default=None)

    def count_others(self, cluster: Cluster) -> int:
        """How many clusters beside `cluster` there are among the claims."""
        return len(self._clusters) - (id(cluster) in self._clusters)

    def find_surest(self, cluster: Cluster) -> float:
        """The highest score that another cluster than `cluster` has, 0 if there is none."""
        best = self._best if self._best and self._best.cluster is not cluster else self._second
        return best.score if best else 0.0

    def list_between(self, cluster: Cluster, first: int, last: int) -> Iterator[float]:
        """The scores that other clusters than `cluster` have at the places `first` to `last`, both included."""
        found = self._claims[bisect_left(self._places, first) : bisect_right(self._places, last)]
        return (claim.score for claim in found if claim.cluster is not cluster)


NO_CLAIMS = Claims()
