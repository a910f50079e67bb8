"""A name is used from its first document to its last, whatever comes, changes or goes, in whatever order."""

from dataclasses import replace

from sqlalchemy import Engine

from corpdb.storage.loading.forgetting import Farewell, forget_documents
from corpdb.storage.loading.incoming import Incoming
from tests.support.database import find_faults, load, load_batches, read
from tests.support.stories import Named, close_lab, make_document, tell

NAMES = "SELECT published_last_day, used_until, first_title FROM bi_organization_names WHERE name = 'Acme'"
OTHERS = tuple(tell(at=day, published=day, named=(Named("Acme"),)) for day in ("2021-05-01", "2023", "2023-12-31"))
UNDATED = make_document(close_lab(), address="file:///undated.txt")


def read_days(engine: Engine) -> tuple[str, ...] | None:
    [(first, last, _)] = read(engine, NAMES)
    return (str(first), str(last)) if first else None


def forget(engine: Engine, document: Incoming) -> None:
    found = read(engine, f"SELECT document_id FROM bi_documents WHERE address = '{document.address}'")
    forget_documents(engine, Farewell(tuple(int(str(number)) for (number,) in found), ()), [document.address])
    assert find_faults(engine) == []


def test_a_period_follows_documents_that_come_change_and_go(engine: Engine) -> None:
    load_batches(engine, [UNDATED])
    assert read_days(engine) is None
    load_batches(engine, OTHERS[1:2], [OTHERS[2], OTHERS[0]])
    assert read_days(engine) == ("2021-05-01", "2023-12-31")
    dated = replace(OTHERS[0], facts=replace(OTHERS[1].facts, published=None), metadata=("changed",))
    load_batches(engine, [dated])
    assert read_days(engine) == ("2023-12-31", "2023-12-31")
    load_batches(engine, [OTHERS[0]])
    forget(engine, OTHERS[2])
    assert read_days(engine) == ("2021-05-01", "2023-12-31")
    forget(engine, OTHERS[1])
    assert read_days(engine) == ("2021-05-01", "2021-05-01")
    forget(engine, OTHERS[0])
    assert read_days(engine) is None


def test_of_one_day_the_document_of_the_least_number_comes_first(engine: Engine) -> None:
    load(engine, *(tell(at=at, published="2023", named=(Named("Acme"),)) for at in "ab"))
    assert read(engine, "SELECT first_document_id, last_document_id FROM bi_organization_names") == [(1, 2)]
