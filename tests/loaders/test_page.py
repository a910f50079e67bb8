import json

import pytest
from trafilatura import load_html

from corpdb.loaders.page import Page


def make_page(head: str = "", body: str = "<p>Texte.</p>", lang: str = "") -> Page:
    tree = load_html(f"<html {lang}><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return Page(tree)


def make_json(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "Orange\nvend", "datePublished": "2021-03-12T06:00Z", "inLanguage": "fr"}


@pytest.mark.parametrize("data", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "Organization"}, ARTICLE]}])
def test_structured_data_is_read_in_each_of_its_shapes(data: object) -> None:
    page = make_page(make_json(data))
    assert (page.title, page.published, page.language) == ("Orange vend", "2021-03-12", "fr")


def test_an_article_that_is_only_mentioned_does_not_date_the_page() -> None:
    assert make_page(make_json({"@type": "WebSite", "hasPart": [ARTICLE]})).published is None


@pytest.mark.parametrize("script", ["{", "null", "[1, null]", '{"@type": ["Article"], "datePublished": 5}'])
def test_odd_structured_data_is_no_data(script: str) -> None:
    assert make_page(f'<script type="application/ld+json">{script}</script>').published is None


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="date" content="2020-01-02"><meta itemprop="datePublished" content="2021-03">', "", "2021-03"),
        ('<meta name="DC.date.issued" content="2021">', "", "2021"),
        (
            "",
            '<time datetime="2021-03-12T10:00">12 mars</time> <time datetime="2021-03-12">12 mars</time>',
            "2021-03-12",
        ),
        (
            "",
            '<time datetime="2022-01-01"></time><time itemprop="datePublished" datetime="2021-03-12"></time>',
            "2021-03-12",
        ),
        ("", '<time datetime="2022-01-01"></time><time datetime="2021-03-12"></time>', None),
        ("", "<time>12 mars 2021</time>", None),
        ('<link rel="canonical" href="https://exemple.fr/2021/03/12/a">', "<p>Le 12 mars 2021</p> © 2021", None),
        ('<meta property="article:modified_time" content="2021-03-12">', "", None),
    ],
)
def test_only_stated_dates_count(head: str, body: str, published: str | None) -> None:
    assert make_page(head, body).published == published


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Orange vend - Le Quotidien</title>", "<h1>Orange <i>vend</i></h1>", "Orange vend"),
        ("<title>Orange vend</title>", "<h1>Le Quotidien</h1><h1>Autre</h1>", "Orange vend"),
        ("", "<p>Texte.</p>", None),
    ],
)
def test_the_title_is_the_headline(head: str, body: str, title: str | None) -> None:
    assert make_page(head, body).title == title


def test_the_language_may_stand_in_a_meta_element() -> None:
    assert make_page('<meta http-equiv="Content-Language" content="en-GB">').language == "en"
    assert make_page('<meta name="a" content="b">', lang='lang="fr"').language == "fr"


def test_a_relative_canonical_address_gives_way() -> None:
    head = '<link rel="canonical" href="/a"><meta property="og:url" content="https://exemple.fr/a">'
    assert make_page(head).url == "https://exemple.fr/a"


@pytest.mark.parametrize("markup", ["Norvane closes <b>plant", "Norvane closes <b>plant</b></head>"])
def test_a_title_holds_no_markup(markup: str) -> None:
    assert make_page(f"<title>{markup}</title>").title == "Norvane closes plant"


def test_a_title_keeps_signs_that_are_no_markup() -> None:
    assert make_page("<title>R&amp;D: 3 < 5 > 4</title>").title == "R&D: 3 < 5 > 4"
