"""Documents of the made-up world through the real storage, and what it took for one and the same.

What a document costs depends on how many others tell its events, and in the world's first year of press these become
more (see `documents`). So what the size of the database does is measured by a sample: the first documents of a year
long after all others, the same whatever was loaded before. They name the same organizations, and tell other events.
"""

import hashlib
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from documents import DOCUMENTS_AN_ERA, Document, make_document
from errors import Label, Mistakes, find_mistakes
from names import Seed
from sqlalchemy import Column, Connection, select
from world import is_namesake

from corpdb.core.batches import cut
from corpdb.evaluation.partition import PartitionFigures, compare_partitions
from corpdb.extraction.facts import EventFact, OrganizationFact
from corpdb.pipeline.writing import BATCH_DOCUMENTS
from corpdb.storage.bulk import is_any_of
from corpdb.storage.engine import make_engine
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.tables import DOCUMENT_ADDRESS, MENTION, ORGANIZATION_MENTION, ORGANIZATION_NAME, TELLING

Place = tuple[str, int]
Labels = list[Label]
SAMPLE_ERA = 40
SAMPLE_DOCUMENTS = 4 * BATCH_DOCUMENTS


@dataclass(frozen=True, slots=True)
class Plan:
    """Which documents to load: so many of that seed, as they come or shuffled, `batch` in a transaction.

    `sample` is the size of the sample. `explained`: the mistakes are listed too.
    """

    count: int
    seed: Seed
    shuffled: bool = False
    batch: int = BATCH_DOCUMENTS
    sample: int = SAMPLE_DOCUMENTS
    explained: bool = False


class Cost(NamedTuple):
    """Milliseconds a document: as the clock tells, and of the processor for this process alone."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of the documents; `namesakes` are the organizations of one short name in two countries.

    Seconds are the writing's, resolution included; making the documents is not. `first` and `last` are what a document
    costs in the first and the last quarter of the batches, medians; `sample` is what one of the sample does when all
    others are there. `memory` is the most that the process has taken until all is written, in MB.
    """

    organizations: PartitionFigures
    namesakes: PartitionFigures
    events: PartitionFigures
    seconds: float
    first: Cost
    last: Cost
    sample: Cost
    memory: float
    mistakes: dict[str, Mistakes] = field(default_factory=dict[str, Mistakes])


def measure_joining(url: str, plan: Plan) -> Joining:
    """Load the documents of `plan` into the empty database at `url`, and compare what is there with the truth."""
    engine = make_engine(url)
    run = LoadRun.start(engine, ["world"])
    costs = [_write(run, batch) for batch in list_batches(plan)]
    memory = _read_peak()
    organizations, events = Labels(), Labels()
    with engine.connect() as connection:
        for documents in cut(_list_documents(plan), BATCH_DOCUMENTS):
            _read_labels(connection, documents, organizations, events)
    sample = [_write(run, batch) for batch in _list_sample(plan)]
    assert not run.errors, run.errors[0]
    engine.dispose()
    quarter = max(1, len(costs) // 4)
    told = {"organizations": organizations, "events": events} if plan.explained else dict[str, Labels]()
    return Joining(
        compare_partitions(label[:2] for label in organizations),
        compare_partitions(label[:2] for label in organizations if is_namesake(label.truth)),
        compare_partitions(label[:2] for label in events),
        sum(cost.wall for cost in costs) * plan.count / len(costs) / 1000,
        _find_median(costs[:quarter]),
        _find_median(costs[-quarter:]),
        _find_median(sample),
        memory,
        {name: find_mistakes(labels) for name, labels in told.items()},
    )


def make_incoming(document: Document) -> Incoming:
    """The document as if it had been read from a file."""
    return Incoming(
        address=document.name,
        name=document.name,
        file_hash=hashlib.sha256(document.text.encode()).hexdigest(),
        text=document.text,
        media_type="text/plain",
        url=None,
        extractor="world",
        edition=Edition("1"),
        facts=document.facts,
    )


def _write(run: LoadRun, batch: list[Incoming]) -> Cost:
    wall, cpu = perf_counter(), process_time()
    run.write(batch)
    return Cost(1000 * (perf_counter() - wall) / len(batch), 1000 * (process_time() - cpu) / len(batch))


def _find_median(costs: Sequence[Cost]) -> Cost:
    return Cost(*map(median, zip(*costs, strict=True)))


def _list_sample(plan: Plan) -> Iterator[list[Incoming]]:
    """The sample, in batches."""
    first = SAMPLE_ERA * DOCUMENTS_AN_ERA
    assert plan.count <= first - DOCUMENTS_AN_ERA, "the sample recalls events of the year before"
    documents = (make_document(plan.seed, first + index) for index in range(plan.sample))
    return ([make_incoming(one) for one in batch] for batch in cut(documents, BATCH_DOCUMENTS))


def list_batches(plan: Plan) -> Iterator[list[Incoming]]:
    """The documents of `plan` as if they had been read, in its batches."""
    return ([make_incoming(one) for one in documents] for documents in cut(_list_documents(plan), plan.batch))


def _list_documents(plan: Plan) -> Iterator[Document]:
    order = list(range(plan.count))
    if plan.shuffled:
        Random(f"{plan.seed} order").shuffle(order)
    return (make_document(plan.seed, index) for index in order)


def _read_labels(connection: Connection, documents: Sequence[Document], organizations: Labels, events: Labels) -> None:
    """Add, for each organization and event of each document, the world's number and the database's."""
    addresses = [one.name for one in documents]
    columns = ORGANIZATION_MENTION.c
    named = _read_places(connection, addresses, columns.document_id, columns.start_char, columns.name_id)
    names = ORGANIZATION_NAME.c
    query = select(names.id, names.organization_id).where(is_any_of(connection, names.id, set(named.values())))
    homes = dict(connection.execute(query).all())
    named = {place: homes[name] for place, name in named.items()}
    columns = MENTION.c
    told = _read_places(connection, addresses, columns.document_id, columns.start_char, columns.telling_id)
    columns = TELLING.c
    query = select(columns.id, columns.event_id).where(is_any_of(connection, columns.id, set(told.values())))
    homes = dict(connection.execute(query).all())
    told = {place: homes[telling] for place, telling in told.items()}
    for one in documents:
        for truth, fact in zip(one.organizations, one.facts.organizations, strict=True):
            found = named[one.name, fact.spans[0].start]
            organizations.append(Label(truth, found, _word_organization(fact)))
        for truth, fact in zip(one.events, one.facts.events, strict=True):
            found = told[one.name, fact.mentions[0].span.start]
            events.append(Label(truth, found, _word_event(fact)))


def _word_organization(fact: OrganizationFact) -> str:
    others = f" = {', '.join(fact.aliases)}" if fact.aliases else ""
    return f"{fact.name}{others} [{fact.kind}{f' of {fact.parent}' if fact.parent else ''}]"


def _word_event(fact: EventFact) -> str:
    parts = [f"{one.role} {one.name}" for one in fact.participants]
    return " ".join([fact.kind, fact.status, str(fact.date or "undated"), ", ".join(parts)])


def _read_places(connection: Connection, addresses: Sequence[str], *columns: Column[Any]) -> dict[Place, int]:
    document, start, label = columns
    query = select(DOCUMENT_ADDRESS.c.address, start, label).join_from(
        DOCUMENT_ADDRESS, document.table, document == DOCUMENT_ADDRESS.c.document_id
    )
    rows = connection.execute(query.where(is_any_of(connection, DOCUMENT_ADDRESS.c.address, addresses)))
    return {(address, first): number for address, first, number in rows}


def _read_peak() -> float:
    """The most memory that this process has taken, in MB; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
