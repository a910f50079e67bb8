"""What holds of the facts of any text, however odd."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpdb.evaluation.annotation import annotate
from corpdb.extraction.facts import Facts
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import Role

SPACE = " "
MOST_MEGABYTES = 220
QUARTER = 4
MOST_GROWTH = 8  # of the time, from a quarter of a text to the whole: four times as much is linear, sixteen squared
START = 0.5  # seconds that may go by whatever is read
WORDS = (
    "Alstom Bombardier Siemens Nokia Labs Inc. SA & U.S. Université de Nantes Alstom's Jean Dupont M. d'Alstom "
    "rachète a racheté par ferme son laboratoire quantique its cloud division closes will buy from to "
    "annonce cancelled 30 salariés jobs 1,2 milliard d'euros $3.4bn 50 % en mars 2023 lundi Monday "
    "la fusion avec partnership with , ; . ( ) « » \n\n : l' et and filiale unit of nommé directeur général appointed"
).split(SPACE)
sentences = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
languages = st.sampled_from([None, "fr", "en", "de", "nl", ""])
# What comes out of PDF files, web pages, chats and other scripts.
ODDITIES = (
    "\u200b \u200d \u00ad \u2060 \ufeff \u0301 \u0308 \u202e \u2066 \u2069 \u202f \u2009 \u00a0 \u2028 "
    "\x0b \x1c \ufb01 \ufb00 \u2167 ½ ² № … · \u2011 \u2013 — \u2018 ’ “ ” „ \u201a \u2039 \u203a « » ( ) "
    "[ ] { } <p> </div> &nbsp; <!-- 😀 👩\u200d💻 🇫🇷 \ufe0f 阿里巴巴 收购 شركة ألستوم חברה Компания \u0391\u0395 Ł "
    "İ \u0131 ß ẞ \u01c5 a\u0310e\u0301o\u0308\u0332 \U0001d400\U0001d425\U0001d42c \uff21\uff4c\uff53 "
    "1.000.000,00 1e9 \u0663 \u096a 0x1F 12:30 31/02/2023 99/99/9999 2023-13-45 -5 +33 $ € £ % ‰ "
    "00000000000000000000 \\"
).split(SPACE)
hostile = st.lists(st.sampled_from([*WORDS, *ODDITIES, "", "\n", "\t"]), max_size=80).flatmap(
    lambda words: st.sampled_from([SPACE, "", "\u202f", "\n\n"]).map(lambda glue: glue.join(words))
)
# A piece, how often it is repeated, what is then repeated as often, and the language.
LONG_TEXTS = {
    "seven thousand words without a full stop": (
        "Alstom rachète Nokia à Siemens, Alstom buys it, sa filiale ferme ",
        600,
        "",
        "fr",
    ),
    "a megabyte of one word": ("a", 1_000_000, "", "en"),
    "fifty thousand nested brackets": ("(", 25_000, ")", "fr"),
    "six thousand nested tags": ("<div class='x'>", 6_000, "</div>", "en"),
    "fifty thousand accents on one letter": ("\u0301", 50_000, "", "fr"),
    "half a megabyte of line breaks": ("\n", 500_000, "", "en"),
    "nothing but emoji": ("👩‍💻🏭", 15_000, "", "fr"),
}
# Measures each in a process of its own: the seconds of work on the texts, and the megabytes at most, of Python and what
# it loads as well. Such a process is forked from one that is small: the largest size of one that a test starts would be
# that of the tests.
MEASURE = """
import json, os, resource, sys, time
from corpdb.extraction.reader import extract

for language in ("en", "fr"):
    extract("Alstom SA acquires Nokia.", language=language)
for name, (language, texts) in json.load(sys.stdin).items():
    if os.fork():
        os.wait()
        continue
    seconds = []
    for text in texts:
        started = time.process_time()
        extract(text, language=language)
        seconds.append(time.process_time() - started)
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(json.dumps([name, *seconds, size]), flush=True)
    os._exit(0)
"""


def check(text: str, facts: Facts) -> None:
    names = {organization.name for organization in facts.organizations}
    spans = [span for organization in facts.organizations for span in organization.spans]
    spans += [mention.span for event in facts.events for mention in event.mentions]
    assert len(names) == len(facts.organizations)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(organization.spans for organization in facts.organizations)
    assert {organization.parent for organization in facts.organizations} <= names | {None}
    assert all(event.mentions and event.participants for event in facts.events)
    actors = [one for event in facts.events for one in event.participants if one.role is not Role.PERSON]
    assert {actor.name for actor in actors} <= names
    assert all(0 <= event.confidence <= 1 for event in facts.events)
    quotes = [text[span.start : span.end] for span in spans]
    assert all(quote == quote.strip() != "" for quote in quotes)
    shown = annotate(text, facts)
    assert all(event.evidence in quotes for event in shown.events)


@given(st.one_of(sentences, anything), languages)
@example("rachète son", None)
def test_any_text_gives_sound_facts(text: str, language: str | None) -> None:
    check(text, extract(text, language=language))


@given(hostile, languages)
@example("\u202eAlstom rach\u0301ète Nokia\u2069", "fr")
@example("<p>Alstom acquires Nokia&nbsp;Labs</p>", "en")
@example("Alstom a racheté la ﬁliale Nokia\u202f: 3\u202f000\u202f000\u00a0€.", "fr")
@example("Alstom\u200b acquires Nokia on 31 February 2023.", "en")
def test_hostile_text_gives_sound_facts(text: str, language: str | None) -> None:
    check(text, extract(text, language=language))


@pytest.mark.parametrize(
    "text",
    [
        "Koncern Orlen przejął spółkę Lotos za 3 miliardy złotych.",
        "阿里巴巴关闭了其量子计算实验室。",
        "استحوذت شركة ألستوم على بومباردييه.",
        "Компания Яндекс продала долю за 5 млрд рублей.",
        "😀🏭🚀",
    ],
)
def test_another_language_gives_nothing(text: str) -> None:
    facts = extract(text)
    assert (facts.organizations, facts.events) == ((), ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process's largest size")
def test_time_and_memory_are_bounded() -> None:
    asked = {
        name: (language, ["A" + piece * size + closing * size for size in (number // QUARTER, number)])
        for name, (piece, number, closing, language) in LONG_TEXTS.items()
    }
    command = [sys.executable, "-c", MEASURE]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True, timeout=600
    )
    measured = {name: figures for name, *figures in map(json.loads, done.stdout.splitlines())}
    assert measured.keys() == LONG_TEXTS.keys()
    assert {name: one for name, one in measured.items() if one[1] >= MOST_GROWTH * one[0] + START} == {}
    assert {name: one for name, one in measured.items() if one[2] >= MOST_MEGABYTES} == {}


@given(sentences, anything)
def test_any_hint_is_borne(text: str, hint: str) -> None:
    check(text, extract(text, language="fr", title=hint, published=hint))


@given(sentences)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert extract(text, language="en") == extract(text, language="en")


@pytest.mark.parametrize(
    "piece",
    [
        "A.",
        "l'",
        "1.000 ",
        "Foo Bar and the ",
        "University of the ",
        "Nokia acquired Siemens. ",
        "cut the ",
        '"',
    ],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def measure(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        extract(text, language="en")
        return time.process_time() - start

    measure(1_000)
    assert measure(40_000) < MOST_GROWTH * measure(40_000 // QUARTER) + START
