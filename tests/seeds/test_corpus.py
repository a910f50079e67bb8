"""The starter corpus: names and counts are those that its README tells."""

import re
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = sorted(SEEDS.glob("*/*.txt"))
NAME = re.compile(r"(en|fr)-(ind|tech)-\d{3}-[a-z0-9-]+")


def test_the_readme_counts_the_articles() -> None:
    table = (SEEDS / "README.md").read_text(encoding="utf-8")
    for label, language in (("English", "en"), ("French", "fr")):
        industry = sum(path.stem.startswith(f"{language}-ind-") for path in ARTICLES)
        technology = sum(path.stem.startswith(f"{language}-tech-") for path in ARTICLES)
        assert f"| {label} (`{language}/`) | {industry} | {technology} | {industry + technology} |" in table
    assert f"| {len(ARTICLES)} |" in table


def test_a_name_is_unique_and_tells_the_folder() -> None:
    assert len({path.stem for path in ARTICLES}) == len(ARTICLES)
    for path in ARTICLES:
        match = NAME.fullmatch(path.stem)
        assert match, path.name
        assert match[1] == path.parent.name


def test_nothing_but_articles_and_a_readme_lies_there() -> None:
    others = {path.relative_to(SEEDS).as_posix() for path in SEEDS.rglob("*") if path.is_file()} - {
        path.relative_to(SEEDS).as_posix() for path in ARTICLES
    }
    assert others == {"README.md"}


def test_every_article_is_clean_text_that_differs_from_the_others() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    assert len(set(texts)) == len(texts)
    assert all(100 < len(text.split()) < 500 for text in texts)
    assert not [text for text in texts if "\r" in text or "\x00" in text or text.startswith("\ufeff")]
