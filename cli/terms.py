"""Terms of closed lists, as they are typed: by their code or their label, or nearly so."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import typer

from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import Vocabulary

_Term = TypeVar("_Term", bound=StrEnum)
_LEAST_LIKE = 0.7  # of 1: below it a term is no suggestion but noise
_JOINED = str.maketrans("-_'\N{RIGHT SINGLE QUOTATION MARK}", "    ")


def choose_among(terms: type[_Term]) -> Callable[[str], _Term]:
    """How to read one of the terms as it is typed; a term of a vocabulary is known by its labels too."""

    def parse_term(text: str) -> _Term:
        known = _name_terms(terms)
        found = known.get(_fold(text))
        if found is None:
            near = find_near(_fold(text), known)
            hint = f"; did you mean {known[near]}?" if near else ""
            raise typer.BadParameter(f"{text} is none of {', '.join(terms)}{hint}")
        return found

    return parse_term


def find_near(name: str, known: Iterable[str]) -> str | None:
    """The one of the known names that comes nearest, if any does."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=_LEAST_LIKE)), None)


def _name_terms(terms: type[_Term]) -> dict[str, _Term]:
    """The terms by what they may be called; a code goes before another term's label."""
    labels = {
        _fold(label): term for term in terms if isinstance(term, Vocabulary) for label in (term.english, term.french)
    }
    return labels | {_fold(term): term for term in terms}


def _fold(text: str) -> str:
    """The text without case, accents and what joins words."""
    return " ".join(fold(text).translate(_JOINED).split())
