"""Where in its document a sentence stands, and what the sentences around it may tell: the context of its triggers."""

from collections.abc import Iterator, Sequence

from corpdb.extraction.events.tellings import Surroundings

# Parts that the document is divided into, by sentences.
_PARTS = 5
_MOST_PARAGRAPHS = 5
# Triggers a sentence, in tenths, and sentences, in eights, that are told apart: short news, dense briefs, long stories.
_DENSEST = 20
_BLOCK, _LONGEST = 8, 6


class ContextReader:
    """Describes the sentences of one document that have triggers; `sentences` are all of them, in order."""

    def __init__(self, sentences: Sequence[Surroundings]) -> None:
        self._sentences = sentences
        self._places = {around.sentence.first: at for at, around in enumerate(sentences)}
        triggers = sum(len(around.triggers) for around in sentences)
        density = 10 * triggers // max(len(sentences), 1)
        self._document = (f"dense={min(density, _DENSEST)}", f"long={min(len(sentences) // _BLOCK, _LONGEST)}")

    def describe(self, around: Surroundings) -> tuple[str, ...]:
        """The features of a sentence's place in the document, and of the sentences before and behind it."""
        at = self._places[around.sentence.first]
        return (
            *self._document,
            f"paragraph={min(around.sentence.paragraph, _MOST_PARAGRAPHS)}",
            f"part={_PARTS * at // len(self._sentences)}",
            *self._describe_neighbour(at, -1),
            *self._describe_neighbour(at, 1),
        )

    def _describe_neighbour(self, at: int, step: int) -> Iterator[str]:
        """The event types that the next sentence with triggers, in the direction of `step`, may tell."""
        own = self._sentences[at].sentence
        place = at + step
        while 0 <= place < len(self._sentences) and not self._sentences[place].triggers:
            place += step
        if 0 <= place < len(self._sentences):
            beside = self._sentences[place]
            types = sorted({match.value.kind.type for match in beside.triggers})
            yield from (f"beside={step}:{told}:{beside.sentence.paragraph == own.paragraph}" for told in types)
