import pytest

from corpdb.core.errors import DocumentError
from corpdb.loaders.registry import read_document

FRONT_MATTER = """---
title: Alibaba ferme son laboratoire
date: 2023-11-27
lang: fr-FR
url: https://exemple.fr/alibaba
tags: [cloud, quantique]
---
"""


def read_text(source: str) -> str:
    return read_document(source.encode(), "a.md").text


def test_front_matter_is_metadata() -> None:
    document = read_document((FRONT_MATTER + "Le groupe annonce.\n").encode(), "a.md")
    assert (document.title, document.published) == ("Alibaba ferme son laboratoire", "2023-11-27")
    assert (document.language, document.url) == ("fr", "https://exemple.fr/alibaba")
    assert document.text == "Le groupe annonce."


@pytest.mark.parametrize("date", ["2023-11", "2023", "2023-11-27T08:00:00Z"])
def test_a_date_stays_as_precise_as_written(date: str) -> None:
    document = read_document(f"---\ndate: {date}\n---\nTexte.".encode(), "a.md")
    assert document.published == date[:10]


def test_broken_front_matter_is_told_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"^a\.md opens with front matter that is not valid YAML at line 3"):
        read_text("---\nlang: fr\ntitle: Alibaba: la fin\n---\nTexte.")


def test_front_matter_nested_without_end_is_told() -> None:
    with pytest.raises(DocumentError, match="opens with front matter that is not valid YAML"):
        read_text(f"---\n{'[' * 10_000}\n---\nTexte.")


def test_rules_around_a_paragraph_are_no_front_matter() -> None:
    assert read_text("---\nUn paragraphe.\n\n---\n\nUn autre.") == "Un paragraphe.\n\nUn autre."


def test_front_matter_alone_is_no_text() -> None:
    with pytest.raises(DocumentError, match="holds only white space"):
        read_text(FRONT_MATTER)


def test_an_opening_heading_is_the_title_and_stays_in_the_text() -> None:
    document = read_document(b"# Alibaba *splits*\n\nThe group said so.\n\n## Why\n\nMoney.", "a.md")
    assert document.title == "Alibaba splits"
    assert document.text == "Alibaba splits\n\nThe group said so.\n\nWhy\n\nMoney."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('**Alibaba** a *cédé* son [laboratoire](https://exemple.fr "titre").', "Alibaba a cédé son laboratoire."),
        ("Une ligne\ncoupée en deux.", "Une ligne coupée en deux."),
        ("Une ligne  \nfinie.", "Une ligne\nfinie."),
        ("- un\n- deux\n\n1. trois", "- un\n\n- deux\n\n1. trois"),
        ("> Une citation.", "Une citation."),
        ("| Nom | Part |\n|---|---|\n| A | 30 % |", "Nom | Part\n\nA | 30 %"),
        ("![Le siège](a.png) Le siège <b>parisien</b><!-- note -->.", "Le siège Le siège parisien."),
        ("<div align=center>\nR&amp;D <b>fermée</b>\n</div>", "R&D fermée"),
        ("<!-- rien -->\n\nTexte ~~faux~~ `code`.", "Texte faux code."),
        ("Intro.\n\n    indenté", "Intro.\n\n    indenté".replace("    ", "")),
    ],
)
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert read_text(source) == text
