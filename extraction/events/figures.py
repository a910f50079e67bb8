"""The figures of an event: which amount, headcount or share around its trigger is its own, ranked."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpdb.extraction.events.tellings import (
    Reading,
    Telling,
    describe_place,
    describe_relation,
    describe_tense,
    describe_words,
    grade,
    measure_gap,
)
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.values.quantities import Figure, FigureSort

MODEL = "events/figures"
_BACK, _AHEAD = 4, 4
_WHOLE = 100


class Field(StrEnum):
    """An attribute of an event that is a number; one model ranks all, its features counted in common and by field."""

    AMOUNT = "amount"
    HEADCOUNT = "headcount"
    SHARE = "share"


_SORTS = {
    Field.AMOUNT: frozenset({FigureSort.AMOUNT}),
    Field.HEADCOUNT: frozenset({FigureSort.PEOPLE, FigureSort.BARE}),
    Field.SHARE: frozenset({FigureSort.PERCENT}),
}


@dataclass(frozen=True, slots=True)
class FigureCandidate:
    """A figure that an event may have, or None for no figure."""

    figure: Figure | None
    features: dict[str, float]


def read_field(reading: Reading, telling: Telling, field: Field) -> list[tuple[FigureCandidate, float]]:
    """Each figure that may be the field of a telling's event, with its probability, the best one first."""
    candidates = find_candidates(reading, telling, field)
    if len(candidates) == 1:
        return [(candidates[0], 1.0)]
    scores = LinearModel.load(MODEL).rank([one.features for one in candidates])
    return sorted(zip(candidates, scores, strict=True), key=lambda pair: -pair[1])


def find_candidates(reading: Reading, telling: Telling, field: Field) -> list[FigureCandidate]:
    """The candidates of a field: figures of the sentence and of those around it, and none."""
    own = reading.sentences[telling.sentence]
    shared = [*describe_place(reading, telling), f"usual:{telling.usual.value}"]
    found: list[FigureCandidate] = []
    low, high = max(telling.sentence - _BACK, 0), min(telling.sentence + _AHEAD, len(reading.sentences) - 1)
    here = [one for one in own.figures if _fits(reading, one, field)]
    for place in range(low, high + 1):
        fitting = [one for one in reading.sentences[place].figures if _fits(reading, one, field)]
        for one in fitting:
            features = _describe_figure(reading, telling, one, fitting, shared)
            found.append(FigureCandidate(one, _double(features, field)))
    tense = describe_tense(reading, telling)
    names = ["none", f"none:figures:{min(len(here), 2)}", *(f"none:{one}" for one in [*shared, *tense])]
    found.append(FigureCandidate(None, _double(dict.fromkeys(names, 1.0), field)))
    return found


def _double(features: dict[str, float], field: Field) -> dict[str, float]:
    """The features, in common and again for the field alone."""
    prefix = f"{field.value}|"
    return features | {prefix + name: value for name, value in features.items()}


def _fits(reading: Reading, figure: Figure, field: Field) -> bool:
    """Whether a figure can be the field: no year, no day of a date, no share of more than all."""
    if figure.sort not in _SORTS[field] or figure.value <= 0:
        return False
    if field is Field.SHARE:
        return figure.value < _WHOLE
    if field is Field.HEADCOUNT:
        around = reading.sentences[reading.find_sentence(figure.first)]
        whole = figure.value == figure.value.to_integral_value()
        dated = any(one.first <= figure.first < one.last for one in around.dates)
        return whole and not dated and figure.value > 1
    return True


def _describe_figure(
    reading: Reading, telling: Telling, figure: Figure, fitting: Sequence[Figure], shared: list[str]
) -> dict[str, float]:
    features = describe_relation(reading, telling, figure.first, figure.last)
    features |= describe_words(reading, figure.first, figure.last)
    same = reading.find_sentence(figure.first) == telling.sentence
    gaps = [measure_gap(telling, one.first, one.last)[1] for one in fitting]
    gap = measure_gap(telling, figure.first, figure.last)[1]
    names = [f"same:{same}", f"sort:{figure.sort.value}", f"size:{grade(int(figure.value), 9, 99, 999, 10**6, 10**9)}"]
    names.append(f"sort:{figure.sort.value}:{same}")
    names.append(f"nearest:{same}:{gap == min(gaps)}")
    names.append(f"only:{same}:{len(gaps) == 1}")
    names.append(f"order:{same}:{min(fitting.index(figure), 2)}")
    names.append(f"currency:{figure.currency is not None}")
    names += [f"{one}:{same}" for one in shared]
    words = {reading.stem(at, *_bounds(reading, figure)) for at in range(figure.first - 6, figure.last + 6)}
    names += [f"close:{word}" for word in words]
    return features | dict.fromkeys(names, 1.0)


def _bounds(reading: Reading, figure: Figure) -> tuple[int, int]:
    sentence = reading.sentences[reading.find_sentence(figure.first)].sentence
    return sentence.first, sentence.last


def find_currency(reading: Reading, figure: Figure) -> str | None:
    """The currency of an amount: its own, or that of the amount before it in the text, or of the first one."""
    if figure.currency:
        return figure.currency
    amounts = reading.amounts
    nearest = bisect_left(amounts, figure.first, key=lambda one: one.first) - 1
    return amounts[max(nearest, 0)].currency if amounts else None
