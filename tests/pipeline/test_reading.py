import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpdb.loaders.paths import Found, Skipped, find_files
from corpdb.loaders.source import Source
from corpdb.pipeline.outcomes import Failure, Outcome, Reading, Unchanged
from corpdb.pipeline.reading import BATCH, CHUNK, CHUNKS_PER_JOB, count_cores, read_all
from tests.pipeline.conftest import WriteFiles
from tests.pipeline.extractors import extract_process, extract_title, know_nothing, number_texts


def read(found: Iterator[Found], jobs: int) -> list[Outcome]:
    return list(read_all(found, extract=extract_title, unchanged=know_nothing, jobs=jobs))


def test_any_number_of_jobs_gives_the_same_outcomes(write_files: WriteFiles) -> None:
    odd = {
        "0003.txt": "",
        "0004.png": "",
        "0012.md": "---\ntitle: Orange\ndate: 2021-03\n---\nText.",
        "0013.txt": "raise now",
    }
    folder = write_files(number_texts(40) | odd)
    alone, together = read(find_files([folder]), 1), read(find_files([folder]), 2)
    assert [type(outcome) for outcome in alone[:6]] == [Reading] * 3 + [Failure, Skipped, Reading]
    assert [outcome.name for outcome in together] == [outcome.name for outcome in alone]
    assert [outcome for outcome in together if not isinstance(outcome, Failure)] == [
        outcome for outcome in alone if not isinstance(outcome, Failure)
    ]
    assert [outcome.message for outcome in together if isinstance(outcome, Failure)] == [
        outcome.message for outcome in alone if isinstance(outcome, Failure)
    ]


@pytest.mark.parametrize("count", [0, 1, CHUNK])
def test_a_few_documents_are_read_in_this_process(write_files: WriteFiles, count: int) -> None:
    found = find_files([write_files(number_texts(count))])
    outcomes = read_all(found, extract=extract_process, unchanged=know_nothing, jobs=2)
    assert [reading.facts.title for reading in outcomes if isinstance(reading, Reading)] == [str(os.getpid())] * count


def test_many_documents_are_read_in_other_processes(write_files: WriteFiles) -> None:
    found = find_files([write_files(number_texts(4 * CHUNK))])
    outcomes = list(read_all(found, extract=extract_process, unchanged=know_nothing, jobs=2))
    titles = {reading.facts.title for reading in outcomes if isinstance(reading, Reading)}
    assert len(outcomes) == 4 * CHUNK
    assert str(os.getpid()) not in titles


@pytest.mark.parametrize("jobs", [1, 2])
def test_known_documents_are_passed_over_in_batches(write_files: WriteFiles, jobs: int) -> None:
    found = list(find_files([write_files(number_texts(BATCH + 10))]))
    asked: list[int] = []

    def know_most(pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
        asked.append(len(pairs))
        return frozenset(address for address, _hash in pairs if not address.endswith("7.txt"))

    outcomes = list(read_all(found, extract=extract_title, unchanged=know_most, jobs=jobs))
    assert [type(outcome) for outcome in outcomes[5:9]] == [Unchanged, Unchanged, Reading, Unchanged]
    assert [outcome.name for outcome in outcomes] == [entry.name for entry in found]
    assert asked == [BATCH, 10]


def test_a_changed_document_is_read_again(write_files: WriteFiles) -> None:
    folder = write_files({"a.txt": "Old text."})
    (old,) = read(find_files([folder]), 1)
    assert isinstance(old, Reading)
    known = {(old.address, old.file_hash)}

    def find_known(pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
        return frozenset(address for address, file_hash in pairs if (address, file_hash) in known)

    (same,) = read_all(find_files([folder]), extract=extract_title, unchanged=find_known, jobs=1)
    write_files({"a.txt": "New text."})
    (new,) = read_all(find_files([folder]), extract=extract_title, unchanged=find_known, jobs=1)
    assert isinstance(same, Unchanged)
    assert isinstance(new, Reading)


def test_a_document_that_kills_its_process_is_the_only_one_lost(write_files: WriteFiles) -> None:
    texts = number_texts(5 * CHUNK) | {"0010.txt": "kill me", "0030.txt": "kill me too"}
    outcomes = read(find_files([write_files(texts)]), 2)
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert [failure.message for failure in failures] == [
        f"press/{number}.txt ended the process that read it, maybe for want of memory: split it or leave it out."
        for number in ("0010", "0030")
    ]
    assert [outcome.name for outcome in outcomes] == [f"press/{name}" for name in texts]
    assert sum(isinstance(outcome, Reading) for outcome in outcomes) == 5 * CHUNK - 2


def test_reading_runs_ahead_by_a_bounded_number_of_files(write_files: WriteFiles) -> None:
    sources = list(find_files([write_files(number_texts(3 * BATCH))]))
    pulled = 0

    def pull() -> Iterator[Found]:
        nonlocal pulled
        for source in sources:
            pulled += 1
            yield source

    ahead = [
        pulled - taken
        for taken, _outcome in enumerate(read_all(pull(), extract=extract_title, unchanged=know_nothing, jobs=2))
    ]
    assert max(ahead) <= BATCH + (2 * CHUNKS_PER_JOB + 1) * CHUNK
    assert ahead[-1] == 1


def test_the_traceback_of_an_error_in_the_program_is_logged(
    write_files: WriteFiles, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="corpdb")
    read(find_files([write_files({"a.txt": "raise now"})]), 1)
    (record,) = caplog.records
    assert "Traceback" in record.getMessage()
    assert "LookupError: no such word" in record.getMessage()


def test_a_file_that_vanishes_is_a_failure(write_files: WriteFiles) -> None:
    found = find_files([write_files({"a.txt": "Text.", "b.txt": "Text."})])
    first = next(found)
    assert isinstance(first, Source)
    Path("press/a.txt").unlink()
    outcomes = read(iter([first, *found]), 1)
    assert [type(outcome) for outcome in outcomes] == [Failure, Reading]


def test_at_least_one_core_may_be_used() -> None:
    assert 1 <= count_cores() <= (os.cpu_count() or 1)
