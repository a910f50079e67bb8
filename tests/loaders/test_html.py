import pytest

from corpdb.core.errors import DocumentError
from corpdb.loaders.html import looks_like_html
from corpdb.loaders.registry import read_document

ARTICLE = """
<p>Alibaba annonce la fermeture de son laboratoire de calcul quan&shy;tique, un Lab de
l’académie DAMO.</p>
<h2>Un tournant</h2>
<p>Environ 30&nbsp;personnes travaillaient depuis 2017 dans ce laboratoire.<br>Le groupe n’a rien ajouté de plus.</p>
<ul><li>Premier point de la longue liste</li><li>Second point de la longue liste</li></ul>
<table><tr><th>Société</th><th>Part</th></tr><tr><td>Alibaba</td><td>30 %</td></tr></table>
"""
PAGE = f"""<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8"><title>Alibaba ferme - Le Quotidien</title>
<meta property="og:title" content="Alibaba ferme son laboratoire">
<meta property="article:published_time" content="2023-11-27T08:00:00+01:00">
<link rel="canonical" href="https://exemple.fr/2019/05/06/alibaba"></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/eco">Économie</a></li></ul></nav>
<div class="cookie-banner">Nous utilisons des cookies. <button>Accepter</button></div>
<article>{ARTICLE}</article><aside class="ad">Publicité : achetez nos montres !</aside>
<footer>© 2024 Le Quotidien. Tous droits réservés.</footer></body></html>"""


def test_comments_before_a_page_are_passed_over_in_one_way_only() -> None:
    assert looks_like_html(b"<!-- a --> <!-- b -->\n<html>")
    assert not looks_like_html(b"<!---->" * 500 + b"text")  # each way to part the comments would take a lifetime


def test_the_main_text_is_read_without_what_surrounds_it() -> None:
    assert read_document(PAGE.encode(), "a.html").text.split("\n\n") == [
        "Alibaba annonce la fermeture de son laboratoire de calcul quantique, un Lab de l’académie DAMO.",
        "Un tournant",
        "Environ 30\u00a0personnes travaillaient depuis 2017 dans ce laboratoire.",
        "Le groupe n’a rien ajouté de plus.",
        "- Premier point de la longue liste",
        "- Second point de la longue liste",
        "Société | Part",
        "Alibaba | 30 %",
    ]


def test_a_page_states_title_language_date_and_address() -> None:
    document = read_document(PAGE.encode(), "a.html")
    assert (document.title, document.language) == ("Alibaba ferme son laboratoire", "fr")
    assert (document.published, document.url) == ("2023-11-27", "https://exemple.fr/2019/05/06/alibaba")


def test_a_page_reads_the_same_every_time() -> None:
    assert read_document(PAGE.encode(), "a.html") == read_document(PAGE.encode(), "a.html")


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="iso-8859-1">', '<meta http-equiv=content-type content="text/html; charset=windows-1252">'],
)
def test_a_declared_encoding_is_used(declaration: str) -> None:
    data = PAGE.replace('<meta charset="utf-8">', declaration).encode("cp1252")
    assert read_document(data, "a.html").text == read_document(PAGE.encode(), "a.html").text


def test_xhtml_with_a_declaration_is_read() -> None:
    data = ('<?xml version="1.0" encoding="utf-8"?>\n' + PAGE).encode()
    assert read_document(data, "a.xhtml") == read_document(PAGE.encode(), "a.html")


@pytest.mark.parametrize(
    "broken",
    [
        PAGE[: PAGE.index("</table>")],
        PAGE.replace("</p>", "").replace("</li>", "").replace("</article>", "").replace("</html>", ""),
        PAGE.replace("<body>", "<body></div></span><b><i>"),
        PAGE.replace("<html", "<htm").replace("<head>", ""),
    ],
)
def test_a_broken_page_is_read(broken: str) -> None:
    text = read_document(broken.encode(), "a.html").text
    assert "laboratoire de calcul quantique" in text
    assert "cookies" not in text


def test_a_page_of_one_broken_sentence_is_read() -> None:
    document = read_document(b"<p>Alibaba closes <b>its lab.<div>So it said.", "a.html")
    assert document.text == "Alibaba closes its lab.\n\nSo it said."


def test_emphasis_does_not_break_sentences() -> None:
    page = b"<div>Alibaba <b>closes</b> its <i>lab</i>.</div><div><strong>Huawei</strong> too.</div>"
    assert read_document(page, "a.html").text == "Alibaba closes its lab.\n\nHuawei too."


@pytest.mark.parametrize("page", ["<html></html>", "<html><script>var a = 1</script></html>", "<!-- nothing -->"])
def test_a_page_without_text_is_told(page: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.html is an HTML page without readable text: save the whole page"):
        read_document(page.encode(), "a.html")
