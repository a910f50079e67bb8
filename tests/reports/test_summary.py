from tests.reports.reading import read_rows


def test_the_summary_counts_what_there_is(sample_url: str) -> None:
    rows = read_rows(sample_url, "summary")
    numbers = {(row["what"], row["by"], row["value"]): row["number"] for row in rows}
    assert numbers["documents", "language", "fr"] == 2
    assert numbers["organizations", "all", None] == 5
    assert numbers["events", "status", "announced"] == 2


def test_the_summary_tells_the_period(sample_url: str) -> None:
    days = {row["by"]: row["value"] for row in read_rows(sample_url, "summary") if row["by"].endswith("day")}
    assert days == {"first day": "2023-11-01", "last day": "2024-12-31"}
