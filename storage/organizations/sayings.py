"""What documents say of names, counted: one more where a document is written, one less where it is forgotten."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from corpdb.resolution.names import make_alias_key
from corpdb.storage.bulk import change_counts, insert_rows, is_any_of
from corpdb.storage.organizations.renamings import Renamed
from corpdb.storage.tables import ORGANIZATION_ALIAS, ORGANIZATION_MENTION, ORGANIZATION_NAME, ORGANIZATION_SAYING

Key = tuple[Any, ...]


class Naming(NamedTuple):
    """What a document says of a name: a form under which it writes it, the kind and the parent it gives it."""

    document: int
    name: int
    form: str
    quote: str
    kind: str
    parent: int | None


@dataclass(slots=True)
class Tally:
    """How many more documents say something of a name, or fewer; which names stand together in a document.

    `renamed` are changes of names that documents tell, or do not tell any more.
    """

    sayings: Counter[Key] = field(default_factory=Counter[Key])
    aliases: Counter[Key] = field(default_factory=Counter[Key])
    together: dict[tuple[int, int], set[int]] = field(default_factory=dict[tuple[int, int], set[int]])
    renamed: set[Renamed] = field(default_factory=set[Renamed])

    def add(self, namings: Iterable[Naming], sign: int) -> None:
        """Count what documents say, `sign` (1 or -1) for each of them."""
        sayings: set[Key] = set()
        aliases: set[Key] = set()
        for document, name, form, quote, kind, parent in namings:
            sayings.add((document, name, kind, parent))
            aliases |= {(document, name, form), (document, name, quote)}
            self.together.setdefault((document, sign), set()).add(name)
        for _, *said in sayings:
            self.sayings[tuple(said)] += sign
        for _, *used in aliases:
            self.aliases[tuple(used)] += sign

    @property
    def names(self) -> set[int]:
        """The names of which documents say something else than before, those given as parents among them."""
        changed = {key for key, number in (*self.sayings.items(), *self.aliases.items()) if number}
        parents = {key[2] for key, number in self.sayings.items() if number and key[2] is not None}
        return {key[0] for key in changed} | parents | {one.name for one in self.renamed}

    @property
    def alias_keys(self) -> set[str]:
        """The keys of the forms that documents use more often or less often, and of those of changed names."""
        forms = {key for (_, form), number in self.aliases.items() if number and (key := make_alias_key(form))}
        return forms | {one.key for one in self.renamed}


def read_namings(connection: Connection, documents: Collection[int]) -> set[Naming]:
    """What `documents`, as they are stored, say of names."""
    columns = ORGANIZATION_MENTION.c
    query = (
        select(
            columns.document_id,
            columns.name_id,
            ORGANIZATION_NAME.c.form,
            columns.quote,
            columns.kind,
            columns.parent_name_id,
        )
        .join_from(ORGANIZATION_MENTION, ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == columns.name_id)
        .where(is_any_of(connection, columns.document_id, documents))
    )
    return {Naming(*row) for row in connection.execute(query)}


def write_tally(connection: Connection, tally: Tally) -> None:
    """Bring the stored numbers of documents up to date; what no document says any more is deleted."""
    columns = ("name_id", "kind", "parent_name_id")
    missing = change_counts(connection, ORGANIZATION_SAYING, columns, tally.sayings)
    insert_rows(connection, ORGANIZATION_SAYING, (*columns, "documents"), missing)
    columns = ("name_id", "name")
    missing = change_counts(connection, ORGANIZATION_ALIAS, columns, tally.aliases)
    rows = [(*row, make_alias_key(row[1])) for row in missing]
    insert_rows(connection, ORGANIZATION_ALIAS, (*columns, "documents", "key"), rows)
