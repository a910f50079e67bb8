"""Under which names one document of the made-up world knows an organization, and what it says of it."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from world import Naming, Organization, strip_accents

from corpdb.extraction.facts import OrganizationFact, Span
from corpdb.models.vocabulary import OrganizationKind
from corpdb.resolution.names import make_name_key

_SHORT_SHARE = {True: 0.45, False: 0.0}  # of documents that give but the short name, by fame
_SPELLING_SHARE, _PLAIN_SHARE, _LEGAL_SHARE, _SHOUT_SHARE = 0.35, 0.15, 0.05, 0.02
_ALIAS_SHARE, _FORMER_SHARE, _PARENT_SHARE, _CONFUSION_SHARE = 0.4, 0.3, 0.6, 0.04
_CONFUSIONS = {OrganizationKind.COMPANY: OrganizationKind.UNIT, OrganizationKind.UNIT: OrganizationKind.COMPANY}
_RECENT_DAYS = 500


@dataclass(slots=True)
class Appearance:
    """An organization in a document: its name there, other forms to be used, and where it stands."""

    organization: Organization
    name: str
    written: str
    kind: OrganizationKind
    beside: str | None = None
    aliases: tuple[str, ...] = ()
    former: str | None = None
    countries: tuple[str, ...] = ()
    spans: set[Span] = field(default_factory=set[Span])

    def to_fact(self, parent: str | None) -> OrganizationFact:
        """What a perfect reading says of it."""
        aliases = (*self.aliases, self.former) if self.former else self.aliases
        return OrganizationFact(self.name, self.kind, tuple(sorted(self.spans)), aliases, parent, (), self.countries)


def name_organization(
    rng: Random, organization: Organization, language: str, published: date, taken: set[str]
) -> Appearance:
    """Choose the names of an organization that a document begins to speak of; `taken` are the keys of others."""
    naming = organization.naming(language, published)
    name, aliases = _choose_forms(rng, organization, naming)
    if make_name_key(name) in taken:
        name, aliases = naming.full, ()
    if make_name_key(name) in taken:  # a document that speaks of two namesakes tells them apart
        name = f"{naming.full} International"
    aliases = tuple(alias for alias in aliases if make_name_key(alias) not in taken)
    confused = _CONFUSIONS.get(organization.kind) if organization.parent else None
    return Appearance(
        organization,
        name,
        naming.written.replace(naming.full, name),
        confused if confused and rng.random() < _CONFUSION_SHARE else organization.kind,
        naming.beside,
        aliases,
        _recall_former(rng, organization, published, taken),
    )


def is_parent_told(rng: Random) -> bool:
    """Whether the document says to whom an organization belongs."""
    return rng.random() < _PARENT_SHARE


def _choose_forms(rng: Random, organization: Organization, naming: Naming) -> tuple[str, tuple[str, ...]]:
    """The name, and at most one other form that the document uses too."""
    latin = [form for form in naming.shorts if strip_accents(form).isascii()]
    if latin and rng.random() < _SHORT_SHARE[organization.famous]:
        return rng.choice(latin), ()
    name = naming.full
    if naming.spellings and rng.random() < _SPELLING_SHARE:
        name = rng.choice(naming.spellings)
    aliases = (rng.choice(naming.shorts),) if naming.shorts and rng.random() < _ALIAS_SHARE else ()
    return _spell(rng, organization, name), aliases


def _spell(rng: Random, organization: Organization, name: str) -> str:
    if organization.kind is not OrganizationKind.COMPANY:
        return name
    if rng.random() < _PLAIN_SHARE:
        name = strip_accents(name)
    if organization.legal and rng.random() < _LEGAL_SHARE:
        return f"{name} {organization.legal}"
    return name.upper() if rng.random() < _SHOUT_SHARE else name


def _recall_former(rng: Random, organization: Organization, published: date, taken: set[str]) -> str | None:
    """The name that it had until lately, if the document recalls it."""
    former, renamed = organization.former, organization.renamed
    if not former or not renamed or not 0 <= (published - renamed).days < _RECENT_DAYS:
        return None
    return former.full if rng.random() < _FORMER_SHARE and make_name_key(former.full) not in taken else None
