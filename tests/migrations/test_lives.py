"""Databases of before layoffs were a step of a life: organizations have the new step, and an old name follows."""

from sqlalchemy import Engine

from corpdb.models.vocabulary import EventKind, Role
from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import execute, read
from tests.support.stories import Told, make_document

TESTED = "c1a1f3d0b030"
BEFORE_STEPS = "c1a1f3d0b029"
TERMS = "SELECT code, label_en, label_fr, position FROM life_step ORDER BY position, code"
KINDS = "SELECT code, life_step, life_role FROM event_kind WHERE code IN ('insolvency', 'layoffs') ORDER BY code"
LIVES = "SELECT organization, step, step_fr FROM bi_organization_history ORDER BY event_id"


def load_lives(engine: Engine) -> None:
    subject = {Role.SUBJECT: ("Acme",)}
    events = (
        Told(EventKind.INSOLVENCY, subject, "Acme files for insolvency."),
        Told(EventKind.LAYOFFS, subject, "Acme dismisses everybody."),
    )
    LoadRun.start(engine, ["x"]).write([make_document(*events, published="2023-05-12")])


def test_a_term_comes_and_another_has_a_new_name_with_its_rows(engine: Engine) -> None:
    load_lives(engine)
    now = read(engine, LIVES)
    assert {step for _, step, _ in now} == {"insolvent", "downsized"}
    downgrade(engine, BEFORE_STEPS)
    assert read(engine, LIVES) == [("Acme", "failed", "Défaillance")]
    assert read(engine, KINDS) == [("insolvency", "failed", "subject"), ("layoffs", None, None)]
    upgrade(engine)
    assert read(engine, LIVES) == now
    assert list_differences(engine) == []


def test_going_back_leaves_the_terms_as_they_were(engine: Engine) -> None:
    downgrade(engine, BEFORE_STEPS)
    before = read(engine, TERMS)
    assert [position for *_, position in before] == list(range(1, 13))
    upgrade(engine)
    downgrade(engine, BEFORE_STEPS)
    assert read(engine, TERMS) == before


def test_a_kind_that_was_given_the_old_name_by_hand_follows(engine: Engine) -> None:
    downgrade(engine, BEFORE_STEPS)
    execute(engine, "UPDATE event_kind SET life_step = 'failed', life_role = 'subject' WHERE code = 'closure'")
    upgrade(engine)
    assert read(engine, "SELECT life_step FROM event_kind WHERE code = 'closure'") == [("insolvent",)]
