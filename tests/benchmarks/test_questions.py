"""What the benchmark of reports asks of the views: the plain SQL beside each question gives as many rows."""

from collections import Counter

from questions import TAKES_PART, Dates, list_questions
from sqlalchemy import Connection

from corpdb.extraction.facts import PartialDate
from corpdb.models.views import VIEWS
from corpdb.storage.engine import open_database
from tests.sample import ORCALINE

DATES = Dates(*map(PartialDate.parse, ("2023-11", "2023", "2023-11-28")))


def count(connection: Connection, query: str) -> int:
    return len(connection.exec_driver_sql(query).all())


def test_a_question_and_its_peer_give_as_many_rows(sample_url: str) -> None:
    asked: Counter[str] = Counter()
    with open_database(sample_url, read_only=True) as engine, engine.connect() as connection:
        takes_part = TAKES_PART[engine.dialect.name].format("bi_participants", ORCALINE)
        for question in list_questions(lambda sql: connection.exec_driver_sql(sql).scalar(), DATES, takes_part):
            rows = count(connection, question.sql)
            assert count(connection, question.peer) == rows, (question.target, question.filter, question.shape)
            asked[question.filter] += rows
    kinds = {"none", "kind", "type", "month", "day", "kind, year", "type, year", "organization", "document"}
    assert set(asked) == kinds
    assert asked["organization"] > len(VIEWS)
    assert asked["month"] > 0
