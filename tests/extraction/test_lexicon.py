import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.lexicon.phrases import Phrases
from corpdb.extraction.lexicon.senses import read_frames, read_senses
from corpdb.extraction.lexicon.tables import LexiconError, Table, read_table, supported_languages
from corpdb.extraction.tokens import Token
from corpdb.models.vocabulary import EventKind


def tokens(text: str) -> list[Token]:
    return [Token(0, 0, word, word.lower()) for word in text.split()]


@pytest.mark.parametrize("code", sorted(supported_languages()))
def test_every_language_has_sound_data(code: str) -> None:
    lexicon = load_lexicon(code)
    assert lexicon.code == code
    assert lexicon.frames


def test_a_language_without_data_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match="'xx'"):
        load_lexicon("xx")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"fr/nothing\.toml"):
        read_table("fr", "nothing")


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"fr/x\.toml: unknown key wrods"):
        Table("fr/x.toml", {"wrods": []}).finish()


@pytest.mark.parametrize("value", ["word", [1], [""], {}])
def test_words_must_be_a_list_of_strings(value: object) -> None:
    with pytest.raises(LexiconError, match=r"x\.toml: words must be a list of strings"):
        Table("x.toml", {"words": value}).take_words("words")


def test_a_sense_with_an_unknown_frame_is_refused() -> None:
    table = Table("x.toml", {"sense": [{"kind": "split", "frame": "nowhere"}]})
    with pytest.raises(LexiconError, match="nowhere"):
        list(read_senses(table, {}))


def test_a_word_that_tells_several_events_has_the_sense_of_its_kind_first() -> None:
    frames = read_frames(Table("x.toml", {"sell": {"subject": "seller"}}))
    row = {"kind": "acquisition", "also": ["stake"], "frame": "sell", "verbs": ["sell"]}
    senses = [sense for _, sense in read_senses(Table("x.toml", {"sense": [row]}), frames)]
    assert [sense.kind for sense in senses] == [EventKind.ACQUISITION, EventKind.STAKE]


@pytest.mark.parametrize("phrase", ["~ word", "word ~", "ab*", ""])
def test_a_phrase_that_cannot_be_indexed_is_refused(phrase: str) -> None:
    with pytest.raises(LexiconError):
        Phrases([(phrase, True)])


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("rachet*", "il rachetait tout", [(1, 2)]),
        ("cut|cuts ~ jobs", "it cuts some forty jobs now", [(1, 5)]),
        ("cut ~ jobs", "cut . jobs", []),
        ("cut ~ jobs", "cut jobs", [(0, 2)]),
        ("plan social", "un plan très social", []),
    ],
)
def test_phrases_match_words_beginnings_and_gaps(phrase: str, text: str, found: list[tuple[int, int]]) -> None:
    words = tokens(text)
    assert [(match.first, match.last) for match in Phrases([(phrase, True)]).find(words, 0, len(words))] == found
