"""The page is the same for the same rows, says what the database says, and no document breaks out of it."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventStatus, EventType
from corpdb.reports.dashboard.asking import tell_filters
from corpdb.reports.dashboard.names import WORDS, list_languages
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.wording import read_wording
from corpdb.reports.filters import Filters
from corpdb.storage.engine import open_database
from tests.reports.dashboard.pages import HOSTILE, SENTENCE, TURNED, add_hostile, make_page
from tests.sample import CLOSURE, ORCALINE


def read_text(page: str, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in html.fromstring(page).cssselect(path)]


def read_lines(path: Path) -> Any:
    return tomllib.loads(path.read_text("utf-8"))


def test_both_databases_give_the_same_bytes(sqlite_sample: str, postgresql_sample: str) -> None:
    page = make_page(sqlite_sample)
    assert page == make_page(postgresql_sample) == make_page(sqlite_sample)


def test_events_are_listed_newest_first_with_their_sentences(sqlite_sample: str) -> None:
    page = make_page(sqlite_sample)
    assert read_text(page, ".events summary .date") == ["10 Feb 2024", "2024", "Nov 2023", "undated"]
    assert read_text(page, "#event-1 mark") == [
        "Orcaline renonce à fermer son laboratoire | [le conseil] a tranché.", CLOSURE,
    ]  # fmt: skip
    assert read_text(page, "#event-1 figcaption") == [
        "Revirement, 1 March 2024",
        "Brest perd son laboratoire, 27 November 2023",
    ]
    assert read_text(page, "#event-2 dl div") == [
        "Type Transaction", "Target Orcaline", "Buyer Nordwind Energy", "Seller Université de Brest",
        "Amount 1,250,000,000.5 EUR", "Share 51.5 %", "Confidence 0.9",
    ]  # fmt: skip
    assert read_text(page, ".totals dd") == ["4", "4", "1", "1", "3", "4", "Nov 2023 – 2024"]


def test_a_page_is_written_in_french(sqlite_sample: str) -> None:
    page = make_page(sqlite_sample, language="fr")
    assert '<html lang="fr">' in page
    assert read_text(page, "#event-2 .date, #event-2 .kind, #event-2 .status") == [
        "10 févr. 2024",
        "Acquisition",
        "Réalisé",
    ]
    assert "Montant 1 250 000 000,5 EUR" in read_text(page, "#event-2 dl div")


def test_filters_narrow_the_page_and_are_told(sqlite_sample: str) -> None:
    filters = Filters(
        until=PartialDate.parse("2023-12"), organization=ORCALINE, types=(EventType.RESTRUCTURING,),
        statuses=(EventStatus.CANCELLED, EventStatus.PROPOSED), min_confidence=0.5,
    )  # fmt: skip
    assert read_text(make_page(sqlite_sample, filters), ".events .who") == ["Orcaline, laboratoire de Brest"]
    with open_database(sqlite_sample, read_only=True) as engine:
        scope = Scope(engine, replace(filters, countries=("DE",)), read_wording("fr"))
        told = tell_filters(scope, PartialDate.parse("2024-02"))
    assert told == [
        "État connu au 29 février 2024", "jusqu’à décembre 2023", "Orcaline", "Restructuration", "Annulé, Envisagé",
        "pays : Allemagne", "confiance d’au moins 0,5",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "label"), [("en", "Documents with events"), ("fr", "Documents avec événements")])
def test_the_number_of_documents_says_which_are_counted(sqlite_sample: str, language: str, label: str) -> None:
    assert label in read_text(make_page(sqlite_sample, language=language), ".totals dt")


def test_a_limit_is_told_and_counts_stay_whole(sqlite_sample: str) -> None:
    page = make_page(sqlite_sample, limit=2)
    assert len(read_text(page, ".events > li")) == 2
    assert "The newest 2 of 4 events are listed" in page
    assert read_text(page, ".totals dd")[0] == "4"


@pytest.mark.parametrize("language", list_languages())
def test_an_empty_database_gives_a_page_that_says_so(migrated_sqlite_url: str, language: str) -> None:
    page = make_page(migrated_sqlite_url, language=language)
    assert read_text(page, ".empty strong") == [read_wording(language)["empty"]]


def test_no_document_breaks_out_of_the_page(migrated_sqlite_url: str) -> None:
    add_hostile(migrated_sqlite_url)
    page = make_page(migrated_sqlite_url)
    tree = html.fromstring(page)
    assert not tree.cssselect("img, [onerror]")
    assert not [link for link in tree.cssselect("a") if not link.attrib["href"].startswith("#")]
    assert len(tree.cssselect("script")) == 3
    assert not set(TURNED) & set(page) - set("gpj.exe")
    assert read_text(page, "mark") == [SENTENCE.replace("\u202e", "").replace("\u2066", "")]
    data = json.loads(tree.get_element_by_id("data").text_content())
    assert any(HOSTILE in json.dumps(chart, ensure_ascii=False) for chart in data["charts"])


def test_the_context_of_a_sentence_is_cut_between_words(migrated_sqlite_url: str) -> None:
    add_hostile(migrated_sqlite_url)
    (context,) = read_text(make_page(migrated_sqlite_url), "blockquote")
    assert re.match(r"… (Long|before\.) ", context)
    assert re.search(r" (Long|after\.) …$", context)


def test_every_language_has_the_same_words() -> None:
    first, *others = (read_lines(path) for path in sorted(WORDS.glob("*.toml")))
    for other in others:
        assert {name: set(first[name]) for name in ("dates", "words", "filters")} == {
            name: set(other[name]) for name in ("dates", "words", "filters")
        }
        for key, text in first["words"].items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", other["words"][key])), key
