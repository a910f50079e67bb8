"""Entities: candidates joined by what they call the same, with their forms and places in the text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from corpdb.extraction.facts import Renaming
from corpdb.extraction.lexicon.knowledge import Grammar, Lexicon, Names
from corpdb.extraction.lexicon.organizations import KnownOrganization
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.spans import SpanReader
from corpdb.extraction.names.tagging import Taggers, load_taggers
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_name_like, is_word
from corpdb.models.vocabulary import OrganizationKind

# How many longer names a short one is compared with, and how long an acronym or a key in a heading may be.
_CROWD = 40
_LONGEST_ACRONYM = 7
_SHORTEST_SMALL_ACRONYM = 4
_LONGEST_KEY = 6
_SHORTEST_STEM = 2
_SHORTEST_TAIL = 2
_APPOSED = 6
_ORGANIZATION = "ORG"

# What is named by a noun and a name of its own, `Maison Vidal`; the noun before an owner makes a lab or a body of it.
_NAMED_AFTER = frozenset({OrganizationKind.COMPANY, OrganizationKind.ACADEMIC})

Key = tuple[str, ...]


class Sort(Enum):
    """What an entity is at all."""

    ORGANIZATION = "organization"
    PERSON = "person"
    PLACE = "place"
    NOTHING = "nothing"


@dataclass(slots=True, eq=False)
class Entity:
    """Whatever goes by one name in a document; `candidates` are its places, in order.

    `score` is how likely it is an organization, from 0 to 1; `renamings` are the changes of its name that are told.
    """

    name: str
    key: Key
    candidates: list[Candidate]
    forms: Counter[str]
    sort: Sort = Sort.NOTHING
    kind: OrganizationKind = OrganizationKind.COMPANY
    parent: "Entity | None" = None
    keys: set[Key] = field(default_factory=set[Key])
    score: float = 0.0
    renamings: list[Renaming] = field(default_factory=list[Renaming])


def find_entities(article: Article, lexicon: Lexicon, taggers: Taggers | None = None) -> list[Entity]:
    """The entities of `article` in the order of their first places, not yet sorted.

    Headings in capitals add places of names that the rest of the text has, and no names of their own. Without
    `taggers` those of the language are used.
    """
    reader = SpanReader(article, lexicon, taggers or load_taggers(lexicon.code))
    groups: defaultdict[Key, list[Candidate]] = defaultdict(list)
    shouted = [sentence for sentence in article.sentences if sentence.capitals]
    plain = [sentence for sentence in article.sentences if not sentence.capitals]
    for sentence in plain or shouted:
        for candidate in reader.find(sentence):
            groups[make_key(article.tokens, candidate, lexicon.names)].append(candidate)
    _recut(article, lexicon, groups)
    _part(article, lexicon, groups)
    for sentence in shouted if plain else ():
        for key, candidate in _find_known(article.tokens, sentence, groups):
            groups[key].append(candidate)
    entities = [_make_entity(article, key, found, lexicon) for key, found in groups.items()]
    joined = _Joiner(article, lexicon).join(entities, _find_given(article, entities))
    return sorted(joined, key=lambda entity: entity.candidates[0].first)


def _recut(article: Article, lexicon: Lexicon, groups: defaultdict[Key, list[Candidate]]) -> None:
    """Cut the common word off a name that it begins a sentence with, where the text has the rest: `Enter Acme`."""
    for key in list(groups):
        found = groups[key]
        if len(key) < 2 or not all(candidate.initial for candidate in found):  # noqa: PLR2004 (a word and a name)
            continue
        common = is_common(article.tokens[found[0].first].low, lexicon)
        if common and key[1:] in groups and found[0].kind is None:
            groups[key[1:]] += [replace(candidate, first=candidate.first + 1, initial=False) for candidate in found]
            del groups[key]


def _part(article: Article, lexicon: Lexicon, groups: defaultdict[Key, list[Candidate]]) -> None:
    """Part two names that run together once, where the text has each alone, the second of two words or more.

    `First out: Fenlor Marsh Oncology will serve`, a heading and the sentence under it, in a text with `Fenlor` and
    `Marsh Oncology`.
    """
    names, tokens = lexicon.names, article.tokens
    for key in [key for key, found in groups.items() if len(key) > _SHORTEST_TAIL and len(found) == 1]:
        (found,) = groups[key]
        sizes = (size for size in range(1, len(key) - 1) if key[:size] in groups and key[size:] in groups)
        size = next((one for one in sizes if key[one] not in names.suffixes | names.unit_words), 0)
        words = [at for at in range(found.first, found.last) if is_word(tokens[at])]
        is_named = any(one.tag == _ORGANIZATION for one in groups.get(key[size:], ()))
        if size and is_named and len(words) == len(key) and not found.kind:
            cut = words[size]
            groups[key[:size]].append(replace(found, last=cut))
            groups[key[size:]].append(replace(found, first=cut, initial=False))
            del groups[key]


def is_common(low: str, lexicon: Lexicon) -> bool:
    """Whether the lower-case word `low`, or one that it is a form of, is a common one."""
    words = lexicon.names.common_words
    stems = (low[: -len(ending)] for ending in lexicon.grammar.word_endings if low.endswith(ending))
    return low in words or any(stem in words or stem + "e" in words for stem in stems if len(stem) > _SHORTEST_STEM)


def make_key(tokens: Sequence[Token], candidate: Candidate, names: Names) -> Key:
    """The folded words of a name without connectors and legal forms, and without what says that it is no more one."""
    if candidate.body:
        words = [fold(word) for word in candidate.body.lower().split()]
    else:
        named = [token for token in tokens[candidate.first : candidate.last] if is_word(token)]
        words = [fold(token.low) for token in named]
        if named and (rest := strip_former(named[0].text, names)) != named[0].text:
            words[0] = fold(rest.lower())
    return tuple(word for word in words if word not in names.legal_forms and word not in names.connectors) or tuple(
        words
    )


def strip_former(name: str, names: Names) -> str:
    """The name without the prefix that says that it is one no more: of `ex-Calorem` what follows."""
    prefix = next((one for one in names.renaming.prefixes if name.lower().startswith(one)), "")
    return name[len(prefix) :] if name[len(prefix) :][:1].isupper() else name


def _find_known(
    tokens: Sequence[Token], sentence: Sentence, groups: dict[Key, list[Candidate]]
) -> Iterator[tuple[Key, Candidate]]:
    """The names of the text that stand in a heading in capitals."""
    at = sentence.first
    while at < sentence.last:
        folded = tuple(fold(token.low) for token in tokens[at : min(at + _LONGEST_KEY, sentence.last)])
        size = next((size for size in range(len(folded), 0, -1) if folded[:size] in groups), 0)
        if size and is_name_like(tokens[at]):
            yield folded[:size], Candidate(at, at + size, initial=True)
        at += size or 1


def _make_entity(article: Article, key: Key, candidates: list[Candidate], lexicon: Lexicon) -> Entity:
    candidates.sort(key=lambda candidate: candidate.first)
    forms = Counter(_read_form(article, candidate, lexicon.names) for candidate in candidates)
    forms.update(_find_marked(article, candidates, lexicon.grammar))
    return Entity(_fullest(forms), key, candidates, forms, keys={key})


def _find_marked(article: Article, candidates: Sequence[Candidate], grammar: Grammar) -> list[str]:
    """The form with its possessive mark, if the name always has it and once owns nothing: `Sainsbury's said`."""
    tokens = article.tokens
    if not all(one.last < len(tokens) and tokens[one.last].low in grammar.possessive_marks for one in candidates):
        return []
    behind = [tokens[one.last + 1] for one in candidates if one.last + 1 < len(tokens)]
    closed = (grammar.coordinators, grammar.prepositions, grammar.subject_signs, grammar.speech)
    bare = any(not is_word(token) or any(token.low in words for words in closed) for token in behind)
    return [article.quote(one.first, one.last + 1) for one in candidates] if bare else []


def _read_form(article: Article, candidate: Candidate, names: Names) -> str:
    """The words of the name as written, without the legal form at their end."""
    last = candidate.last
    while last > candidate.first + 1:
        token = article.tokens[last - 1]
        if is_word(token) and fold(token.low) not in names.legal_forms:
            break
        last -= 1
    return strip_former(article.quote(candidate.first, last), names)


def _fullest(forms: Counter[str]) -> str:
    """The longest form by words, the commoner of two as long, one not all in capitals if there is one."""
    return max(
        forms, key=lambda form: (len(form.split()), not form.isupper() or len(form) <= _LONGEST_ACRONYM, forms[form])
    )


class _Joiner:
    """Joins short forms and acronyms to the full names of one document."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._lexicon = lexicon
        self._headings = {
            at for sentence in article.sentences if sentence.heading for at in range(sentence.first, sentence.last)
        }
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._acronyms: dict[str, Entity] = {}
        self._solid: dict[str, Entity] = {}
        self._known: dict[str, Entity] = {}

    def join(self, entities: Sequence[Entity], given: Mapping[str, str]) -> list[Entity]:
        """The entities, the longest names first; `given` are full names that the text gives for short ones."""
        kept: list[Entity] = []
        for entity in sorted(entities, key=lambda entity: (-len(entity.key), entity.candidates[0].first)):
            solid, renown = "".join(entity.key), find_known(entity, self._lexicon)
            full = (
                self._solid.get(solid)
                or (self._known.get(renown.name) if renown else None)
                or self._find_acronym(entity)
                or self._solid.get(given.get(solid, ""))
                or self._find_longer(entity)
            )
            if full:
                absorb(full, entity)
                continue
            kept.append(entity)
            self._solid[solid] = entity
            if renown:
                self._known[renown.name] = entity
            self._acronyms.setdefault("".join(word[:1] for word in entity.key), entity)
            for word in dict.fromkeys(entity.key):
                if len(self._by_word[word]) < _CROWD:
                    self._by_word[word].append(entity)
        return kept

    def _find_acronym(self, entity: Entity) -> Entity | None:
        """The longer name whose initials the entity is: `MHI`, `Cnil`."""
        size = len(entity.name)
        if len(entity.key) > 1 or not 1 < size <= _LONGEST_ACRONYM:
            return None
        if not entity.name.isupper() and size < _SHORTEST_SMALL_ACRONYM:
            return None
        letters = "".join(entity.key).replace(".", "")
        full = self._acronyms.get(letters)
        return full if full and len(full.key) == len(letters) else None

    def _find_longer(self, entity: Entity) -> Entity | None:
        """The one longer name that the entity is the short form of; a unit's owner is not its short form."""
        fitting: list[Entity] = []
        for other in self._by_word[entity.key[0]]:
            size = len(entity.key)
            if len(other.key) <= size:
                continue
            if other.key[:size] == entity.key:
                if self._is_short_form(entity, other, other.key[size:]):
                    fitting.append(other)
                elif not other.parent:
                    other.parent = entity
            elif other.key[-size:] == entity.key and self._is_surname(entity, other):
                fitting.append(other)
        return fitting[0] if len(fitting) == 1 or (fitting and fitting[0].key[0] != entity.key[0]) else None

    def _is_surname(self, entity: Entity, other: Entity) -> bool:
        """Whether the end of a name stands for it: of a person's, or after a noun, `Maison Vidal`."""
        names, places = self._lexicon.names, self._lexicon.places
        if len(entity.key) == 1 and other.key[0] in names.first_names:
            return self._is_later(entity, other) and not (find_known(entity, self._lexicon) and self._is_person(other))
        noun = len(other.key) == len(entity.key) + 1 and names.heads.get(other.key[0]) in _NAMED_AFTER
        form = " ".join(entity.key)
        return noun and not any(form in listed for listed in (places.countries, places.cities, places.towns))

    def _is_person(self, other: Entity) -> bool:
        """Whether a name that begins with a first name has no legal form, as a company's of that name would."""
        words = (fold(token.low) for one in other.candidates for token in self._article.tokens[one.first : one.last])
        return self._lexicon.names.legal_forms.isdisjoint(words)

    def _is_short_form(self, entity: Entity, other: Entity, rest: Key) -> bool:
        """Whether `entity` stands for `other`, whose name goes on with `rest`.

        A known name stands for itself: its group is the same, any other longer name is of a part of it.
        """
        names = self._lexicon.names
        if names.group_words.issuperset(rest):
            return True
        if self._is_place(entity) or self._is_product(other):
            return False
        renown, known = find_known(entity, self._lexicon), find_known(other, self._lexicon)
        if renown and known is not renown:
            is_whole = (names.suffixes - names.unit_words).issuperset(rest) and (known or len(rest) == 1)
            return bool(is_whole) and self._follows(entity, other)
        later = self._is_later(entity, other)
        plain = names.suffixes.issuperset(rest)
        if (plain and not names.unit_words.issuperset(rest)) or rest[-1] not in names.unit_words:
            return plain or later
        is_unit = later and names.unit_words.isdisjoint(rest[:-1])
        return is_unit and self._gives_way(entity, other) and not self._is_owned(entity)

    def _is_place(self, entity: Entity) -> bool:
        """Whether a short name is a country's, or that of a city in which something is wherever the text has it."""
        places, form = self._lexicon.places, " ".join(entity.key)
        if form in places.countries:
            return True
        tokens = self._article.tokens
        before = (tokens[first - 1].low for first in self._read_places(entity) if first)
        return form in places.cities | places.towns and all(word in places.prepositions for word in before)

    def _is_product(self, other: Entity) -> bool:
        """Whether a name is always one of several things that go by it: `a Fenlor Grand Tour`."""
        tokens, indefinites = self._article.tokens, self._lexicon.grammar.indefinites
        return all(one.first and tokens[one.first - 1].low in indefinites for one in other.candidates)

    def _is_owned(self, entity: Entity) -> bool:
        """Whether the text says of the name what it is of somebody: `its research arm, Fenlor Labs`."""
        tokens, possessives = self._article.tokens, self._lexicon.grammar.possessives
        reach = (tokens[max(0, one.first - _APPOSED) : one.first] for one in entity.candidates)
        return any(words and words[-1].text == "," and any(one.low in possessives for one in words) for words in reach)

    def _is_later(self, entity: Entity, other: Entity) -> bool:
        """Whether the text, headings aside, has `other` first."""
        first = self._read_places(other)[0] < self._read_places(entity)[0]
        return first or other.candidates[0].first < entity.candidates[0].first

    def _follows(self, entity: Entity, other: Entity) -> bool:
        """Whether the text, headings aside, has the name of `entity` only where it has had `other` before."""
        firsts = (one.first for one in entity.candidates if one.first not in self._headings)
        return self._read_places(other)[0] < next(firsts, len(self._article.tokens))

    def _gives_way(self, entity: Entity, other: Entity) -> bool:
        """Whether the text, headings aside, goes on with the name of `entity` and never returns to `other`."""
        return self._read_places(other)[-1] < self._read_places(entity)[0]

    def _read_places(self, entity: Entity) -> list[int]:
        """Where the entity stands outside headings, if it does."""
        firsts = [candidate.first for candidate in entity.candidates]
        return [first for first in firsts if first not in self._headings] or firsts


def find_known(entity: Entity, lexicon: Lexicon) -> KnownOrganization | None:
    """The well-known organization that one of the entity's forms names."""
    forms = lexicon.organizations.forms
    folded = (fold(form) for form in (*entity.forms, " ".join(entity.key)))
    return next((forms[form] for form in folded if form in forms), None)


def _find_given(article: Article, entities: Sequence[Entity]) -> dict[str, str]:
    """The solid key of the full name for each short form that follows it in brackets: `Health Bureau (HB)`."""
    tokens = article.tokens
    ends = {found.last: entity for entity in entities for found in entity.candidates}
    given: dict[str, str] = {}
    for entity in entities:
        for found in entity.candidates:
            full = ends.get(found.first - 1)
            bracketed = full and tokens[found.first - 1].text == "(" and found.last < len(tokens)
            if not full or not bracketed or tokens[found.last].text != ")" or len(full.key) <= len(entity.key):
                continue
            if entity.name[:2].isupper() and entity.key[0][0] in {word[0] for word in full.key}:
                given["".join(entity.key)] = "".join(full.key)
    return given


def absorb(full: Entity, short: Entity) -> None:
    """Make `short`, another name of the same, a part of `full`."""
    full.candidates = sorted([*full.candidates, *short.candidates], key=lambda candidate: candidate.first)
    full.forms += short.forms
    full.keys |= short.keys
    full.name = _fullest(full.forms)
