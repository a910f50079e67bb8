import hashlib
import pickle
from decimal import Decimal

from corpdb.extraction.facts import Attributes, EventFact, EventMention, Facts, OrganizationFact, PartialDate, Span
from corpdb.loaders.document import Document
from corpdb.loaders.source import Source
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, OrganizationKind
from corpdb.pipeline.outcomes import Failure, Reading
from corpdb.pipeline.worker import Task
from tests.pipeline.extractors import extract_title


def read(data: bytes) -> Reading | Failure:
    return Task(extract_title, max_size=100).read(Source("<stdin>", data=data))


def test_a_reading_holds_the_document_and_its_facts() -> None:
    reading = read(b"Alibaba closes its laboratory.\n\nMore.")
    assert isinstance(reading, Reading)
    assert reading.document == Document("Alibaba closes its laboratory.\n\nMore.", "text/plain")
    assert reading.facts.title == "Alibaba closes its laboratory."
    assert reading.file_hash == hashlib.sha256(b"Alibaba closes its laboratory.\n\nMore.").hexdigest()
    assert reading.address == f"stdin:{reading.file_hash[:16]}"


def test_a_document_that_cannot_be_read_is_a_failure() -> None:
    assert read(b"") == Failure(
        address="stdin:e3b0c44298fc1c14",
        name="<stdin>",
        message="<stdin> is empty: put text into it, or leave it out.",
    )


def test_an_error_in_the_program_is_a_failure_with_its_traceback() -> None:
    failure = read(b"raise now")
    assert isinstance(failure, Failure)
    assert failure.message == (
        "<stdin> could not be read because of an error in the program (LookupError: no such word)."
    )
    assert "extract_title" in failure.detail


def test_endless_recursion_is_a_failure() -> None:
    failure = read(b"go deep")
    assert isinstance(failure, Failure)
    assert "RecursionError" in failure.message


def test_a_reading_survives_the_way_between_processes() -> None:
    date = PartialDate.parse("2023-Q4")
    organization = OrganizationFact("Alibaba", OrganizationKind.COMPANY, (Span(0, 7),))
    mention = EventMention(Span(0, 14), EventStatus.ANNOUNCED, date, Attributes(Decimal("1.5"), "EUR"), 0.5)
    kind = EventKind.CLOSURE
    event = EventFact(
        EventType.RESTRUCTURING, kind, EventStatus.ANNOUNCED, date, (), mention.attributes, (mention,), 0.5
    )
    facts = Facts("en", date, None, (organization,), (event,))
    reading = Reading("stdin:0", "<stdin>", "0", Document("Alibaba closes", "text/plain"), facts)
    assert pickle.loads(pickle.dumps(reading)) == reading
