"""When an event happens: the dates around its trigger, the day of publication, or none, ranked."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpdb.extraction.events.tellings import (
    Reading,
    Surroundings,
    Telling,
    describe_place,
    describe_relation,
    describe_tense,
    describe_words,
    grade,
    measure_gap,
)
from corpdb.extraction.facts import PartialDate
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.values.moments import DateMention

MODEL = "events/date"
_BACK, _AHEAD = 5, 2
_LEAD = 3
_AHEAD_SIGNS = frozenset({"future", "conditional", "modal"})
_DAYS_NOW, _DAYS_YEAR = 45, 500


@dataclass(frozen=True, slots=True)
class DatedCandidate:
    """A date that an event may have, at the tokens `where`; None for the day of publication and for no date."""

    date: PartialDate | None
    where: tuple[int, int] | None
    features: dict[str, float]


def read_dates(reading: Reading, telling: Telling) -> list[tuple[DatedCandidate, float]]:
    """Each date that the event of a telling may have, with its probability, the best one first."""
    candidates = find_dates(reading, telling)
    scores = LinearModel.load(MODEL).rank([one.features for one in candidates])
    return sorted(zip(candidates, scores, strict=True), key=lambda pair: -pair[1])


def find_dates(reading: Reading, telling: Telling) -> list[DatedCandidate]:
    """The candidates: dates of the sentence and of those around it, publication, and none."""
    own = reading.sentences[telling.sentence]
    shared = [*describe_place(reading, telling), *describe_tense(reading, telling), f"usual:{telling.usual.value}"]
    shared += sorted({f"sign:{sign.value}" for sign in own.signs})
    found: list[DatedCandidate] = []
    low, high = max(telling.sentence - _BACK, 0), min(telling.sentence + _AHEAD, len(reading.sentences) - 1)
    dated = 0
    for place in range(high, low - 1, -1):
        around = reading.sentences[place]
        for mention in around.dates:
            found += _describe_mention(reading, telling, around, mention, shared)
        dated += place <= telling.sentence and bool(around.dates)
    news = reading.news
    if news:
        features = dict.fromkeys(
            ["news", *(f"news:{one}" for one in shared), f"news:{own.sentence.paragraph < _LEAD}"], 1.0
        )
        where = reading.find_sentence(news.first)
        features[f"news away:{min(telling.sentence - where, 6)}"] = 1.0
        features[f"news dated:{min(len(own.dates), 2)}"] = 1.0
        found.append(DatedCandidate(news.date, (news.first, news.last), features))
    missing = [f"dated:{min(len(own.dates), 2)}", f"dated around:{min(dated, 2)}"]
    missing += [f"form there:{form.value}" for form in {one.form for one in own.dates}]
    missing.append(f"newsday:{news is not None}")
    if reading.article.published:
        names = ["published", *(f"published:{one}" for one in [*shared, *missing])]
        found.append(DatedCandidate(reading.article.published, None, dict.fromkeys(names, 1.0)))
    known = f"known:{reading.article.published is not None}"
    names = ["none", *(f"none:{one}" for one in [*shared, *missing, known])]
    found.append(DatedCandidate(None, None, dict.fromkeys(names, 1.0)))
    return found


def _describe_mention(
    reading: Reading, telling: Telling, around: Surroundings, mention: DateMention, shared: list[str]
) -> Iterator[DatedCandidate]:
    """The one or two readings of a date in the text."""
    features = describe_relation(reading, telling, mention.first, mention.last)
    features |= describe_words(reading, mention.first, mention.last)
    same = reading.sentences[telling.sentence] is around
    gaps = [measure_gap(telling, one.first, one.last)[1] for one in around.dates]
    gap = measure_gap(telling, mention.first, mention.last)[1]
    names = [f"same:{same}", f"form:{mention.form.value}", f"precision:{mention.date.precision.value}:{same}"]
    names.append(f"form:{mention.form.value}:{same}")
    if same:
        names.append(f"nearest:{gap == min(gaps)}")
        names.append(f"only:{len(gaps) == 1}")
        names += [f"dated:{one}" for one in shared]
    if mention.ahead and reading.article.published:
        back = (reading.article.published.first - mention.date.last).days
        ahead = (mention.ahead.first - reading.article.published.last).days
        nearer = f"nearer:{'ahead' if ahead < back else 'back'}:{grade(min(ahead, back), 10, 60, 120)}"
        names += [nearer, f"{nearer}:{same}"]
    yield DatedCandidate(
        mention.date,
        (mention.first, mention.last),
        features
        | dict.fromkeys([*names, *_describe_time(reading, mention.date, shared, open_=bool(mention.ahead))], 1.0),
    )
    to_come = None if _is_bygone(around) else mention.ahead
    for reading_of, other in (("ahead", to_come), ("beside", mention.beside)):
        if other:
            more = [reading_of, *(f"{reading_of}:{one}" for one in shared), f"{reading_of}:{mention.form.value}"]
            more.append(f"{reading_of}:{reading.tokens[max(mention.first - 1, 0)].low}")
            more += [f"{reading_of}:{one}" for one in names if one.startswith("nearer")]
            more += _describe_time(reading, other, shared, open_=True)
            yield DatedCandidate(other, (mention.first, mention.last), features | dict.fromkeys([*names, *more], 1.0))


def _is_bygone(around: Surroundings) -> bool:
    """Whether a sentence looks back from a past of its own, and not ahead from there."""
    signs = {sign.value for sign in around.signs}
    return "pluperfect" in signs and signs.isdisjoint(_AHEAD_SIGNS)


def _describe_time(reading: Reading, date: PartialDate, shared: list[str], *, open_: bool) -> list[str]:
    """Where a date lies against publication."""
    published = reading.article.published
    if not published:
        return []
    days = (date.last - published.first).days
    if days > 0:
        when = "ahead" if date.first > published.last else "now"
    else:
        when = "recent" if days > -_DAYS_NOW else "past" if days > -_DAYS_YEAR else "old"
    return [f"when:{when}", f"when:{when}:{open_}", *(f"when:{when}:{one}" for one in shared if one[:4] != "sign")]
