import io

from corpdb.reports.details import read_event, read_organization
from corpdb.reports.renderers.objects import encode
from corpdb.reports.renderers.sheet import write_sheet
from corpdb.storage.engine import open_database
from tests.sample import CLOSURE, CLOSURE_EVENT, SALE_EVENT


def test_an_event_is_laid_out_plainly_when_piped(sqlite_sample: str) -> None:
    stream = io.StringIO()
    with open_database(sqlite_sample, read_only=True) as engine:
        write_sheet(read_event(engine, CLOSURE_EVENT), stream)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Event 1: closure, cancelled"
    assert "target      laboratoire de Brest (lab, 4)" in lines
    known = lines[lines.index("Known in 2 steps") :]
    assert "    from 2024-03-01; status cancelled; date 2023-11" in known
    lines = lines[lines.index("Told in 2 places") :]
    place = lines.index(f"    “{CLOSURE}”")
    assert lines[place + 1 : place + 3] == [
        "    mention 1; status announced; date 2023-11; people 30",
        f"    Brest perd son laboratoire, 2023-11-27, {lines[place + 2].rpartition(', ')[2]}",
    ]


def test_an_organization_is_laid_out_with_its_events_and_documents(sqlite_sample: str) -> None:
    stream = io.StringIO()
    with open_database(sqlite_sample, read_only=True) as engine:
        write_sheet(read_organization(engine, "Orcaline"), stream)
    text = stream.getvalue()
    assert "also called  Orcaline Groupe; le Groupe" in text
    assert "2023-11 closure, cancelled (event 1)" in text
    assert "Named in 2 documents" in text


def test_json_keeps_a_share_exact(sample_url: str) -> None:
    with open_database(sample_url, read_only=True) as engine:
        assert '"share_percent": 51.5,' in encode(read_event(engine, SALE_EVENT))
