"""Well-known organizations of the world: what they are called and what kind they are."""

from dataclasses import dataclass

from corpdb.extraction.lexicon.tables import Table
from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import OrganizationKind


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organization that readers know: its usual name and its kind."""

    name: str
    kind: OrganizationKind


@dataclass(frozen=True, slots=True)
class Organizations:
    """Known organizations by each folded form; `small` are forms that are written in lower case.

    `listed` are folded names of many more companies, of which nothing else is known.
    """

    forms: dict[str, KnownOrganization]
    small: frozenset[str]
    listed: frozenset[str]


def read_organizations(table: Table, listed: frozenset[str]) -> Organizations:
    """The known organizations of lists by kind, each line `name; other form; ...`, and a list of further companies."""
    forms: dict[str, KnownOrganization] = {}
    small: set[str] = set()
    for kind, lines in table.take_lists().items():
        for line in lines:
            names = [form.strip() for form in line.split(";")]
            known = KnownOrganization(names[0], OrganizationKind(kind))
            forms.update((fold(name), known) for name in names)
            small.update(name for name in names if name.islower())
    return Organizations(forms, frozenset(small), listed)
