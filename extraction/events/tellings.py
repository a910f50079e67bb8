"""Where an event is told, and what stands around: the common ground of all that is read of an event."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpdb.extraction.events.governing import describe_bond, describe_classes, describe_governors
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Sense
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, is_word
from corpdb.extraction.values.dates import DateReader
from corpdb.extraction.values.moments import DateMention
from corpdb.extraction.values.quantities import Figure, find_figures
from corpdb.models.vocabulary import DatePrecision, EventKind, EventStatus

_MARKS = frozenset(";:()—–")
_STEM = 6
_LEAD = 3
_STEPS = 4
_OPENING = 6
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells an event of `kind`: its trigger, the tokens `first` to `last`, in the sentence `sentence`.

    `usual` is the status that the trigger has where nothing else is said; `names` are the first tokens of the places
    in the sentence that name a participant.
    """

    sentence: int
    first: int
    last: int
    kind: EventKind
    usual: EventStatus = EventStatus.COMPLETED
    verb: bool = True
    names: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one sentence holds: dates, figures, signs of status, triggers, and where its clauses end.

    `withdrawals` are the words that give something up, or say that it goes on, by the sorts of the language's data.
    """

    sentence: Sentence
    dates: Sequence[DateMention]
    figures: Sequence[Figure]
    cues: Sequence[Match[EventStatus]]
    signs: Sequence[Match[str]]
    triggers: Sequence[Match[Sense]]
    negations: Sequence[Match[bool]]
    withdrawals: Sequence[Match[str]]
    breaks: Sequence[int]

    def count_breaks(self, one: int, other: int) -> int:
        """How many ends of clauses lie between two tokens."""
        low, high = min(one, other), max(one, other)
        return bisect_left(self.breaks, high) - bisect_right(self.breaks, low)


class Reading:
    """One document read sentence by sentence, in order, for what its tellings need.

    `trees` has the trees of those sentences that were parsed, by their first tokens; they may be added later.
    """

    def __init__(self, article: Article, lexicon: Lexicon, trees: dict[int, Tree] | None = None) -> None:
        self.article = article
        self.tokens: Sequence[Token] = article.tokens
        self.trees = {} if trees is None else trees
        self.lexicon = lexicon
        self._dates = DateReader(article.tokens, lexicon.calendar, article.published)
        self.sentences = [self._read(sentence) for sentence in article.sentences]
        self._firsts = [sentence.first for sentence in article.sentences]

    @cached_property
    def title(self) -> frozenset[str]:
        """The signs in the headings at the head of the document."""
        leading = [one for one in self.sentences[:_LEAD] if one.sentence.heading]
        return frozenset(sign.value for one in leading for sign in one.signs)

    @cached_property
    def amounts(self) -> list[Figure]:
        """The figures with a currency, in the order of the text."""
        return [one for around in self.sentences for one in around.figures if one.currency]

    @cached_property
    def news(self) -> DateMention | None:
        """The day of the news where the opening gives it: its first exact day of the week before publication."""
        published = self.article.published
        if not published or published.precision is not DatePrecision.DAY:
            return None
        dates = (one for around in self.sentences[:_OPENING] for one in around.dates)
        exact = (one for one in dates if one.date.precision is DatePrecision.DAY)
        return next((one for one in exact if 0 <= (published.first - one.date.first).days <= _WEEK), None)

    def find_sentence(self, token: int) -> int:
        """The sentence that holds the token `token`."""
        return max(bisect_right(self._firsts, token) - 1, 0)

    def find_tree(self, *tokens: int) -> Tree | None:
        """The tree of the sentence that holds all of `tokens`, if there is one."""
        sentence = self.sentences[self.find_sentence(tokens[0])].sentence
        inside = all(sentence.first <= token < sentence.last for token in tokens)
        return self.trees.get(sentence.first) if inside else None

    def stem(self, at: int, first: int, last: int) -> str:
        """The first letters of the word at a token, or a mark for the edge of the sentence."""
        return self.tokens[at].low[:_STEM] if first <= at < last else "|"

    def read_alone(self, sentence: Sentence) -> list[DateMention]:
        """The dates that a sentence would have if it were the first one."""
        self._dates.restart()
        return self._dates.find(sentence.first, sentence.last)

    def _read(self, sentence: Sentence) -> Surroundings:
        tokens, lexicon = self.article.tokens, self.lexicon
        first, last = sentence.first, sentence.last
        boundaries = lexicon.boundaries.find(tokens, first, last)
        marks = [at for at in range(first, last) if tokens[at].text in _MARKS]
        commas = [at for at in range(first, last) if tokens[at].text == ","]
        return Surroundings(
            sentence=sentence,
            dates=self._dates.find(first, last),
            figures=find_figures(tokens, first, last, lexicon.quantities),
            cues=lexicon.cues.find(tokens, first, last),
            signs=list(lexicon.signs.find_all(tokens, first, last)),
            triggers=lexicon.triggers.find(tokens, first, last),
            negations=lexicon.negations.find(tokens, first, last),
            withdrawals=list(lexicon.withdrawals.find_all(tokens, first, last)),
            breaks=sorted({*marks, *commas, *(found.first for found in boundaries)}),
        )


def measure_gap(telling: Telling, first: int, last: int) -> tuple[str, int]:
    """The side of a trigger on which the tokens `first` to `last` stand, and how many tokens lie between."""
    if last <= telling.first:
        return "before", telling.first - last
    if first >= telling.last:
        return "after", first - telling.last
    return "inside", 0


def grade(number: int, *steps: int) -> int:
    """How many of the rising `steps` a number is beyond."""
    return bisect_left(steps, number)


def describe_relation(reading: Reading, telling: Telling, first: int, last: int) -> dict[str, float]:
    """How the tokens `first` to `last` stand to a trigger: side, distance, clauses and other triggers between."""
    place = reading.find_sentence(first)
    around = reading.sentences[place]
    features: dict[str, float] = {}
    if place != telling.sentence:
        steps = place - telling.sentence
        own = reading.sentences[telling.sentence].sentence
        same = own.paragraph == around.sentence.paragraph
        features[f"away:{max(min(steps, _STEPS), -_STEPS)}:{same}"] = 1
        if abs(steps) > _STEPS:
            features[f"away:{grade(abs(steps), 6, 10)}:{steps > 0}"] = 1
        features[f"para away:{max(min(around.sentence.paragraph - own.paragraph, 3), -3)}"] = 1
        features[f"lead there:{place < _LEAD}:{around.sentence.heading}"] = 1
        features[f"names there:{_shares_name(reading, telling, around)}"] = 1
        features[f"triggers there:{grade(len(around.triggers), 0, 1, 3)}"] = 1
        features["same kind there"] = any(one.value.kind is telling.kind for one in around.triggers)
        features["kindred there"] = any(one.value.kind.type is telling.kind.type for one in around.triggers)
        return features
    side, gap = measure_gap(telling, first, last)
    between = [
        one
        for one in around.triggers
        if (telling.last <= one.first and one.last <= first) or (last <= one.first and one.last <= telling.first)
    ]
    nearest = min(
        (max(one.first - last, first - one.last, 0) for one in around.triggers if not _is_own(one, telling)), default=99
    )
    breaks = around.count_breaks(first, telling.first)
    features[f"{side}:{grade(gap, 1, 3, 6, 10, 16, 25)}"] = 1
    features[f"breaks:{side}:{min(breaks, 4)}"] = 1
    features[f"between:{side}:{min(len(between), 2)}"] = 1
    features["other nearer"] = nearest < gap
    features["verb between"] = any(one.value.verb for one in between)
    features["same kind between"] = any(one.value.kind is telling.kind for one in between)
    features["gap"] = gap / 20
    if tree := reading.find_tree(telling.first, telling.last - 1, first, last - 1):
        bond = describe_bond(tree, (telling.first, telling.last), (first, last), reading.lexicon.classes)
        features |= dict.fromkeys(bond, 1.0)
    if telling.names:
        near = min(telling.names, key=lambda at: abs(at - first))
        features[f"name gap:{grade(abs(near - first), 2, 4, 8, 14)}"] = 1
        features[f"name breaks:{min(around.count_breaks(near, first), 3)}"] = 1
        features[f"name side:{near < first}"] = 1
    return features


def _shares_name(reading: Reading, telling: Telling, around: Surroundings) -> bool:
    """Whether another sentence has a word of a participant's name."""
    words = {reading.tokens[at].low for at in telling.names}
    return any(token.low in words for token in reading.tokens[around.sentence.first : around.sentence.last])


def _is_own(match: Match[Sense], telling: Telling) -> bool:
    return match.first < telling.last and telling.first < match.last


def describe_words(reading: Reading, first: int, last: int) -> dict[str, float]:
    """The words right before and behind the tokens `first` to `last`."""
    around = reading.sentences[reading.find_sentence(first)].sentence
    low, high = around.first, around.last
    features: dict[str, float] = {}
    for step in (1, 2, 3):
        features[f"left:{reading.stem(first - step, low, high)}"] = 1
        features[f"right:{reading.stem(last + step - 1, low, high)}"] = 1
    features[f"left1:{reading.stem(first - 1, low, high)}"] = 1
    features[f"right1:{reading.stem(last, low, high)}"] = 1
    return features


def describe_tense(reading: Reading, telling: Telling) -> list[str]:
    """The tense and mood around a trigger: its own ending, and the nearest signs before it in its clause."""
    around = reading.sentences[telling.sentence]
    low = reading.tokens[telling.first].low
    endings = reading.lexicon.endings
    form = next((endings[low[-length:]] for length in range(5, 0, -1) if low[-length:] in endings), "none")
    found = [f"form:{form}:{telling.verb}"]
    before = [one for one in around.signs if one.last <= telling.first and telling.first - one.last <= 3]  # noqa: PLR2004
    if before:
        nearest = max(before, key=lambda one: (one.last, one.last - one.first))
        found.append(f"before:{nearest.value}")
        found.append(f"before:{nearest.value}:{form}")
    return found


def describe_syntax(reading: Reading, telling: Telling) -> list[str]:
    """What the tree of the sentence, if it has one, says of the trigger."""
    tree = reading.find_tree(telling.first, telling.last - 1)
    signs = reading.sentences[telling.sentence].signs
    if not tree:
        return []
    governors = describe_governors(tree, telling.first, telling.last, signs)
    return [*governors, *describe_classes(tree, telling.first, telling.last, reading.lexicon.classes)]


def describe_place(reading: Reading, telling: Telling) -> list[str]:
    """Where in the document a telling stands."""
    sentence = reading.sentences[telling.sentence].sentence
    place = "heading" if sentence.heading else "lead" if telling.sentence < _LEAD else "body"
    return [f"place:{place}", f"kind:{telling.kind.value}", f"type:{telling.kind.type.value}"]


def clause_words(reading: Reading, telling: Telling, reach: int) -> list[tuple[str, int]]:
    """The words up to `reach` tokens around a trigger, each with its distance, negative before it."""
    sentence = reading.sentences[telling.sentence].sentence
    low, high = max(sentence.first, telling.first - reach), min(sentence.last, telling.last + reach)
    words = [(at, at - telling.first) for at in range(low, telling.first)]
    words += [(at, at - telling.last + 1) for at in range(telling.last, high)]
    return [(reading.tokens[at].low, step) for at, step in words if is_word(reading.tokens[at])]
