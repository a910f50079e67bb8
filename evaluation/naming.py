"""When two names mean one organization or person: a comparison by words, lenient with what is described, not named."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Articles, links and legal forms, which are no part of a name where anything else is.
_EMPTY = (
    "and as d de des du et l la le les of the und y "
    "ab ag asa bv co companies company corp corporation gmbh group groupe holding holdings inc incorporated kg limited "
    "llc llp lp ltd nv oy plc sa sarl sas se spa srl"
)
_EMPTY_WORDS = frozenset(_EMPTY.split())
_WORD = re.compile(r"[a-z0-9]+")
_ENOUGH_SHARED = 0.6

Words = tuple[str, ...]


@lru_cache(maxsize=65536)
def split_name(name: str) -> Words:
    """The words of `name` that tell it from others, lower case and without accents; all its words if none does."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = _WORD.findall(plain)
    return tuple(word for word in words if word not in _EMPTY_WORDS) or tuple(words)


@dataclass(frozen=True, slots=True)
class Naming:
    """The forms of one name, none of them empty, the fullest first."""

    forms: tuple[Words, ...]

    @classmethod
    def of(cls, name: str, aliases: Iterable[str] | None) -> "Naming":
        """The forms of a name and its aliases."""
        forms = dict.fromkeys(split_name(form) for form in (name, *(aliases or ())))
        return cls(tuple(form for form in forms if form))

    def join(self, other: "Naming") -> "Naming":
        """The forms of both."""
        return Naming(tuple(dict.fromkeys((*self.forms, *other.forms))))

    def is_same(self, other: "Naming", *, loose: bool) -> bool:
        """Whether a form of one is a form of the other, however spaced; or, if `loose`, shares most of its words."""
        if not {"".join(form) for form in self.forms}.isdisjoint("".join(form) for form in other.forms):
            return True
        return loose and any(
            _share_words(frozenset(mine), frozenset(theirs)) for mine in self.forms for theirs in other.forms
        )


def _share_words(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) / len(mine | theirs) >= _ENOUGH_SHARED
