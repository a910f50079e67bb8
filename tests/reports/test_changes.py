"""What became known, and when: the report reads histories, and a day is one of publication."""

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventType
from corpdb.reports.filters import Filters
from tests.reports.reading import read_rows
from tests.sample import CANCELLED, NORDWIND


def read(url: str, filters: Filters) -> list[tuple[object, ...]]:
    """Day, event, value, what became of it, before and after."""
    return [tuple(row.values())[:6] for row in read_rows(url, "changes", filters)]


def test_changes_are_told_in_the_order_of_their_days(sample_url: str) -> None:
    assert [(str(day), *rest) for day, *rest in read(sample_url, Filters())] == [
        ("2023-11-27", 1, "status", "new", None, "announced"),
        ("2024-02-29", 2, "status", "new", None, "completed"),
        ("2024-03-01", 1, "status", "contradicted", "announced", "cancelled"),
        ("2024-03-01", 3, "status", "new", None, "announced"),
    ]


def test_a_change_has_its_words_and_all_participants(sample_url: str) -> None:
    row = read_rows(sample_url, "changes", Filters(since=PartialDate.parse("2024-03")))[0]
    assert (row["quote"], row["participants"]) == (CANCELLED, "subject: Orcaline; target: laboratoire de Brest")


def test_days_organizations_and_types_narrow_the_changes(sample_url: str) -> None:
    until = Filters(until=PartialDate.parse("2024-02"), types=(EventType.TRANSACTION,), organization=NORDWIND)
    assert [row[1] for row in read(sample_url, until)] == [2]
    assert read(sample_url, Filters(since=PartialDate.parse("2024-04"))) == []
