"""The documents that facts stand in, as reports name them."""

from dataclasses import dataclass
from typing import Any

from corpdb.reports.views import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its headline, when it was published, and where it was found."""

    document_id: int
    title: str | None
    published: str | None
    language: str
    address: str | None
    url: str | None


def source_columns() -> list[Any]:
    """The columns of the documents' view that `make_source` reads."""
    documents = DOCUMENTS.c
    return [
        documents.document_id,
        documents.title,
        documents.published_text.label("published"),
        documents.language,
        documents.address,
        documents.url,
    ]


def order_sources() -> tuple[Any, ...]:
    """In the order of publication, documents without a date last."""
    published = DOCUMENTS.c.published_first_day
    return published.is_(None), published, DOCUMENTS.c.document_id


def make_source(row: Any) -> Source:
    """The source of a row that has `source_columns`."""
    return Source(*(row[each.name] for each in source_columns()))
