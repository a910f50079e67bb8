from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.text.sentences import Sentence, split_sentences
from corpdb.extraction.tokens import tokenize


def split(text: str, language: str) -> list[Sentence]:
    grammar = load_lexicon(language).grammar
    return split_sentences(text, tokenize(text, grammar.tokenizer), grammar)


def quotes(text: str, language: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text, language)]


def test_abbreviations_end_no_sentence() -> None:
    assert quotes("M. Dupont part. Il revient.", "fr") == ["M. Dupont part.", "Il revient."]
    assert quotes("Vexor Inc. Said it. J. Smith left.", "en") == ["Vexor Inc. Said it.", "J. Smith left."]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert quotes("« Nous partons. » Il part.", "fr") == ["« Nous partons. »", "Il part."]


def test_a_heading_is_a_line_without_a_full_stop() -> None:
    assert [sentence.heading for sentence in split("Un titre\n\nUne phrase.", "fr")] == [True, False]


def test_a_wrapped_line_goes_on() -> None:
    first = "This is a line that somebody has broken at a width of about seventy"
    assert quotes(f"{first}\ncharacters, as mail does.", "en") == [f"{first}\ncharacters, as mail does."]


def test_a_text_without_full_stops_is_cut() -> None:
    assert len(split("word " * 1000, "en")) > 5
