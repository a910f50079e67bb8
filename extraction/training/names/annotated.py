"""Annotated articles as training data: which tokens name what, and which entity is which organization."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.text.article import Article, read_article
from corpdb.extraction.tokens import fold, is_name_like, is_word, tokenize
from corpdb.extraction.training.articles.annotated import list_annotations

# As the scoring of annotated articles leaves them out.
_LEGAL = frozenset(
    """sa sas sarl se nv bv ag gmbh kg inc incorporated corp corporation co company companies ltd limited llc llp plc lp
    spa srl oy ab as asa group groupe holding holdings the le la les l du de des d of and et und y""".split()  # noqa: SIM905
)
_LOOSE = ("lab", "unit")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article: its folder, its text as read, organizations, and the names of people and places."""

    folder: str
    lexicon: Lexicon
    article: Article
    organizations: Sequence[Mapping[str, object]]
    people: frozenset[tuple[str, ...]]
    places: frozenset[tuple[str, ...]]


def read_articles(folders: Iterable[Path], language: str) -> list[GoldArticle]:
    """The annotated articles in the language of all `folders`."""
    lexicon = load_lexicon(language)
    paths = [path for folder in folders for path in list_annotations(folder)]
    return [_read_article(path, lexicon) for path in paths if _language(path) == language]


def _language(path: Path) -> str:
    return str(json.loads(path.read_text("utf-8"))["language"])


def _read_article(path: Path, lexicon: Lexicon) -> GoldArticle:
    gold = json.loads(path.read_text("utf-8"))
    article = read_article(path.with_suffix(".txt").read_text("utf-8"), lexicon, title=None, published=None)
    parts = [part for event in gold["events"] for part in event["participants"] if part["role"] == "person"]
    people = {form for part in parts for form in list_forms(part)}
    places = {
        split_name(str(event["attributes"]["location"]))
        for event in gold["events"]
        if event.get("attributes", {}).get("location")
    }
    return GoldArticle(path.parent.name, lexicon, article, gold["organizations"], frozenset(people), frozenset(places))


def split_name(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell it from others: without articles and legal forms, if any are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    return tuple(word for word in words if word not in _LEGAL) or tuple(words)


def list_forms(record: Mapping[str, object]) -> set[tuple[str, ...]]:
    """All forms of an annotated organization or person."""
    return {form for form in map(split_name, list_names(record)) if form}


def list_names(record: Mapping[str, object]) -> list[str]:
    """The name and the aliases of an annotated organization or person, as written."""
    aliases = cast("list[str] | None", record.get("aliases"))
    return [str(record["name"]), *(aliases or ())]


def find_organization(forms: set[tuple[str, ...]], gold: Sequence[Mapping[str, object]]) -> Mapping[str, object] | None:
    """The annotated organization that `forms` name: labs and units by most of their words, others by all of them."""
    exact = (record for record in gold if not list_forms(record).isdisjoint(forms))
    loose = (record for record in gold if record["kind"] in _LOOSE and _are_alike(list_forms(record), forms))
    return next(exact, None) or next(loose, None)


def _are_alike(left: Iterable[tuple[str, ...]], right: Iterable[tuple[str, ...]]) -> bool:
    pairs = ((set(one), set(other)) for one in left for other in right)
    return any(len(one & other) >= _ALIKE * len(one | other) for one, other in pairs)


def entity_forms(entity: Entity) -> set[tuple[str, ...]]:
    """All forms of an entity that was read."""
    return {form for form in map(split_name, (entity.name, *entity.forms)) if form}


def project_organizations(gold: GoldArticle) -> Iterator[tuple[int, int]]:
    """The token ranges of `gold`'s article that name its organizations, longest names first, none over another."""
    tokens, lexicon = gold.article.tokens, gold.lexicon
    names = {name for record in gold.organizations for name in list_names(record)}
    forms = [form for form in (_cut_form(name, lexicon) for name in names) if form]
    taken: set[int] = set()
    for form in sorted(forms, key=len, reverse=True):
        size = len(form)
        for first in range(len(tokens) - size + 1):
            span = range(first, first + size)
            if tokens[first].low == form[0].lower() and _fits(gold, first, form) and taken.isdisjoint(span):
                last = first + size
                while (
                    last < len(tokens)
                    and is_name_like(tokens[last])
                    and fold(tokens[last].low) in lexicon.names.legal_forms
                ):
                    last += 1
                taken.update(range(first, last))
                yield first, last


def _cut_form(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The tokens of a form without a small article at its head; none if it is a plain description."""
    tokens = tokenize(name.replace("\u2019", "'"), lexicon.grammar.tokenizer)
    while len(tokens) > 1 and tokens[0].low in lexicon.grammar.determiners and tokens[0].text.islower():
        tokens = tokens[1:]
    if any(is_name_like(token) and is_word(token) for token in tokens):
        return tuple(token.text for token in tokens)
    word = tokens[0].low if len(tokens) == 1 else ""
    return (word,) if word and word not in lexicon.names.common_words and word not in lexicon.names.described else ()


def _fits(gold: GoldArticle, first: int, form: Sequence[str]) -> bool:
    tokens = gold.article.tokens
    return all(
        fold(tokens[first + at].low) == fold(word.lower())
        and (word[0].islower() or is_name_like(tokens[first + at]) or not word[0].isalpha())
        for at, word in enumerate(form)
    )
