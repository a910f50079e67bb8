"""The features of one expression and one entity that it may mean; their weights are learned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpdb.extraction.discourse.expressions import Expression
from corpdb.extraction.discourse.mentions import Form
from corpdb.extraction.discourse.model import Features
from corpdb.extraction.discourse.profiles import Profile
from corpdb.extraction.discourse.salience import Salience
from corpdb.extraction.lexicon.anaphora import Anaphora, Number, Relation, Role
from corpdb.extraction.names.entities import Entity, Sort

_FAR = 3
_MOST_HINTS = 3
_ANY = "company"
_PRONOUNS = {Role.OBJECT: "object", Role.DEMONSTRATIVE: "latter"}
_SIDES = frozenset({Relation.BUYER, Relation.SELLER, Relation.TARGET})


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: its sentence and paragraph, the entities named before and after it in the sentence.

    `apposed` is the name that a noun is said of between commas, `adjacent` are names that a possessive noun is said of;
    `owner` is whom a possessive or a complement makes it belong to; `echoes` counts whom its noun has meant.
    """

    sentence: int
    paragraph: int
    before: frozenset[Entity]
    after: frozenset[Entity]
    owner: Entity | None
    echoes: Counter[Entity]
    apposed: Entity | None = None
    adjacent: frozenset[Entity] = frozenset()


def classify(expression: Expression, owner: Entity | None) -> str:
    """The class of an expression, which its features are weighed by."""
    one = expression.number is Number.ONE
    if expression.form is Form.ZERO:
        kind = "zero"
    elif expression.form is Form.PRONOUN:
        kind = (_PRONOUNS.get(expression.role) if expression.role else None) or ("it" if one else "they")
    elif expression.form is Form.POSSESSIVE:
        kind = "its" if one else "their"
    else:
        kind = _classify_noun(expression, owner)
    return kind


def _classify_noun(expression: Expression, owner: Entity | None) -> str:
    phrase = expression.phrase
    if expression.count > 1 or not phrase:
        return "many"
    if owner or phrase.owned:
        return "owned"
    if phrase.capital:
        return "defined"
    return "bare" if phrase.noun.sectors <= {_ANY} and not phrase.noun.relations else "typed"


class FeatureMaker:
    """Makes the features of pairs of expressions and entities of one document."""

    def __init__(self, anaphora: Anaphora, salience: Salience, profiles: dict[Entity, Profile]) -> None:
        self._sectors = anaphora.sectors
        self._salience = salience
        self._profiles = profiles
        self._empty = Profile()

    def make(self, expression: Expression, context: Context, candidates: Sequence[Entity]) -> list[Features]:
        """The features of each of `candidates` as what `expression` means."""
        kind = classify(expression, context.owner)
        latest = self._salience.latest
        ranks = {entity: rank for rank, entity in enumerate(latest)}
        fitting = [entity for entity in latest if self._fits(expression, entity)]
        fits = {entity: rank for rank, entity in enumerate(fitting)}
        sides = self._count_sides(expression, candidates)
        hints = self._count_hints(expression, candidates)
        most_here = max(self._salience.here.values(), default=1)
        rows: list[Features] = []
        for entity in candidates:
            names = [*self._place(entity, context, ranks), *self._describe(expression, entity, kind)]
            names += _relate(expression, entity, context.owner)
            row: Features = dict.fromkeys(names, 1.0)
            if entity in fits:
                row[f"fitting rank {min(fits[entity], _FAR)}"] = 1.0
            if sides:
                row["side"] = sides[entity]
            if local := self._salience.here[entity]:
                row["share here"] = local / most_here
            row["share"] = self._salience.weights[entity] / self._salience.heaviest
            if hints:
                row["hint"] = hints[entity]
            if context.echoes:
                row["echo"] = context.echoes[entity] / (1 + context.echoes.total())
                row["echoes other"] = 1.0 - row["echo"]
            rows.append(row)
        return rows

    def make_nobody(self, expression: Expression) -> Features:
        """The features of the chance that `expression` means no organization or person of the document."""
        names = ["nobody"]
        phrase = expression.phrase
        if phrase:
            names += [f"nobody: {phrase.noun.lemma}"]
            names += ["nobody: counted"] if phrase.count > 1 else []
            names += ["nobody: country"] if phrase.countries else []
        if self._salience.subject is None:
            names.append("nobody: no subject yet")
        return dict.fromkeys(names, 1.0)

    def _place(self, entity: Entity, context: Context, ranks: dict[Entity, int]) -> list[str]:
        """How lately and as what the text has mentioned the entity."""
        salience = self._salience
        names: list[str] = []
        trace = salience.traces.get(entity)
        if trace:
            away = min(context.sentence - trace.sentence, _FAR)
            names += [f"sentences {away}", f"rank {min(ranks.get(entity, _FAR), _FAR)}"]
            names += ["was subject", f"subject {away}"] if trace.subject else []
            names += [f"paragraphs {min(context.paragraph - trace.paragraph, 2)}"]
            if away == 0 and entity not in context.before:
                names.append("meant before")
        else:
            names.append("new")
        if entity in context.before:
            names.append("named before")
        if entity in context.after:
            names.append("named after")
        if entity in context.adjacent:
            names.append("adjacent")
        if entity is context.apposed:
            names.append("apposed")
        signs = {
            "subject": salience.subject,
            "last subject": salience.last_subject if salience.subject is None else None,
            "former subject": salience.former_subject if salience.subject is None else None,
            "nearest subject": salience.nearest,
            "opener": salience.opener,
            "main": salience.main,
        }
        names += [name for name, other in signs.items() if other is entity]
        names += ["alone"] if entity in salience.alone else []
        names += ["heading"] if entity in salience.heading else []
        names += ["title"] if entity in salience.titled else []
        return names

    def _describe(self, expression: Expression, entity: Entity, kind: str) -> list[str]:
        """How what is known of the entity fits what the expression says."""
        if entity.sort is Sort.PERSON:
            return ["person"]
        profile = self._profiles.get(entity, self._empty)
        names = [f"kind {entity.kind.value}"]
        if expression.gender and profile.genders.total():
            own = profile.genders[expression.gender]
            names.append("gender fits" if 2 * own > profile.genders.total() else "gender differs")
        if profile.plural:
            names.append("plural" if expression.number is Number.MANY else "plural differs")
        phrase = expression.phrase
        if not phrase:
            return names
        if phrase.noun.sectors and kind != "many":
            names += self._match_sectors(phrase.noun.sectors, phrase.noun.lemma, entity, profile)
        if phrase.countries:
            fits = not phrase.countries.isdisjoint(profile.countries)
            names.append("country fits" if fits else "country differs" if profile.countries else "country unknown")
        return names

    def _fits(self, expression: Expression, entity: Entity) -> bool:
        """Whether the entity is an organization of a kind that the expression's noun may mean."""
        if entity.sort is not Sort.ORGANIZATION:
            return False
        sectors = expression.phrase.noun.sectors if expression.phrase else frozenset[str]()
        return not sectors or any(entity.kind in self._sectors[sector].kinds for sector in sectors)

    def _match_sectors(self, sectors: frozenset[str], lemma: str, entity: Entity, profile: Profile) -> list[str]:
        fits = any(entity.kind in self._sectors[sector].kinds for sector in sectors)
        names = ["kind fits" if fits else "kind differs"]
        if sectors <= {_ANY}:
            return [*names, *(["same noun"] if lemma in profile.lemmas else [])]
        told = profile.sectors - {_ANY}
        if lemma in profile.lemmas:
            names.append("same noun")
        elif self._overlaps(sectors, told):
            names.append("same sector")
        elif told:
            names.append("other sector")
        if self._overlaps(sectors, profile.known):
            names.append("known sector")
        elif profile.known:
            names.append("other known sector")
        return names

    def _overlaps(self, sectors: frozenset[str], others: set[str]) -> bool:
        """Whether a sector is one of the others or one of theirs is wider than it, or the other way round."""
        wide = {wider for sector in others for wider in self._sectors[sector].wider} - {_ANY}
        own = {wider for sector in sectors for wider in self._sectors[sector].wider} - {_ANY}
        return not (sectors.isdisjoint(others | wide) and own.isdisjoint(others))

    def _count_hints(self, expression: Expression, candidates: Sequence[Entity]) -> dict[Entity, float]:
        """How much the words around each candidate speak of the expression's sectors, beside the most that any has."""
        phrase = expression.phrase
        if not phrase or not phrase.noun.sectors - {_ANY}:
            return {}
        counts: dict[Entity, float] = {}
        for entity in candidates:
            hints = self._profiles.get(entity, self._empty).hints
            most = max(hints[sector] for sector in phrase.noun.sectors)
            counts[entity] = min(most / max(self._salience.weights[entity], 1), _MOST_HINTS)
        best = max(counts.values(), default=0.0)
        return {entity: count / best for entity, count in counts.items()} if best else {}

    def _count_sides(self, expression: Expression, candidates: Sequence[Entity]) -> dict[Entity, float]:
        """How often the text makes each candidate the side of a deal that the noun says, beside the most of any."""
        relations = expression.phrase.noun.relations if expression.phrase else frozenset[Relation]()
        if relations.isdisjoint(_SIDES):
            return {}
        counts: dict[Entity, float] = {}
        for entity in candidates:
            sides = self._profiles.get(entity, self._empty).sides
            counts[entity] = sum(sides[relation.value] for relation in relations) / (1 + sides.total())
        best = max(counts.values(), default=0.0)
        return {entity: count / best for entity, count in counts.items()} if best else {}


def _relate(expression: Expression, entity: Entity, owner: Entity | None) -> list[str]:
    """What the entity is to the owner of the expression."""
    if owner is None:
        return []
    if entity is owner:
        return ["is owner"]
    relations = expression.phrase.noun.relations if expression.phrase else frozenset[Relation]()
    names: list[str] = []
    if entity.parent is owner:
        names.append("owner's part" if Relation.PART in relations else "part")
    if owner.parent is entity:
        names.append("owner's whole" if Relation.WHOLE in relations else "whole")
    return names
