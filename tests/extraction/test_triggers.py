import pytest

from corpdb.extraction.events.triggers import Trigger, find_triggers
from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.syntax.parser import load_parser
from corpdb.extraction.text.article import read_article
from corpdb.models.vocabulary import EventKind, EventType


def find(code: str, text: str, *names: str) -> list[Trigger]:
    """The triggers of a text of one sentence, in which `names` are names."""
    lexicon = load_lexicon(code)
    article = read_article(text, lexicon, title=None, published=None)
    spans = [(words[0], words[-1] + 1) for words in (_find_tokens(article.text, text, name, code) for name in names)]
    [sentence] = article.sentences
    [tree] = load_parser(code).parse(article.tokens, [(sentence.first, sentence.last)], spans)
    return find_triggers(article, sentence, tree, lexicon)


def _find_tokens(text: str, whole: str, name: str, code: str) -> list[int]:
    start = whole.index(name)
    article = read_article(text, load_lexicon(code), title=None, published=None)
    return [at for at, token in enumerate(article.tokens) if start <= token.start < start + len(name)]


@pytest.mark.parametrize(
    ("code", "text", "name", "kind"),
    [
        ("en", "Closure Software bought Nordia in May.", "Closure Software", EventKind.CLOSURE),
        ("fr", "La Fusion Nantaise a racheté Nordia en mai.", "Fusion Nantaise", EventKind.MERGER),
    ],
)
def test_a_word_of_a_name_tells_nothing(code: str, text: str, name: str, kind: EventKind) -> None:
    as_name = {reading.sense.kind for one in find(code, text, name, "Nordia") for reading in one.readings}
    as_word = {reading.sense.kind for one in find(code, text, "Nordia") for reading in one.readings}
    assert kind in as_word - as_name
    assert EventKind.ACQUISITION in as_name


@pytest.mark.parametrize(
    ("code", "text", "lemma", "kind"),
    [
        ("en", "The plant will be closed.", "close", EventKind.CLOSURE),
        ("fr", "L'usine sera fermée.", "fermer", EventKind.CLOSURE),
    ],
)
def test_a_trigger_is_found_in_its_forms_and_told_by_its_lemma(
    code: str, text: str, lemma: str, kind: EventKind
) -> None:
    [trigger] = [one for one in find(code, text) if one.lemma == lemma]
    assert kind in trigger.sizes(kind.type)


def test_the_longest_phrase_of_a_type_leads() -> None:
    [trigger] = [one for one in find("fr", "Nordia cède une part de Vexel.", "Nordia", "Vexel") if one.lemma == "céder"]
    sizes = [reading.size for reading in trigger.of_type(EventType.TRANSACTION)]
    assert sizes == sorted(sizes, reverse=True)
    assert all(reading.sense.verb for reading in trigger.main(EventType.TRANSACTION))


def test_triggers_come_in_the_order_of_the_text() -> None:
    found = find("en", "Nordia bought Vexel, closed a plant and appointed a chief executive.", "Nordia", "Vexel")
    heads = [one.head for one in found]
    assert heads == sorted(heads)
    assert {"buy", "close", "appoint"} <= {one.lemma for one in found}
