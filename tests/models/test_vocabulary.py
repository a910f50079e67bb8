from sqlalchemy import Engine, select

from corpdb.models.schema import metadata
from corpdb.models.terms import VOCABULARIES, list_terms
from corpdb.models.vocabulary import KEY_ROLES, EventKind, EventType, Vocabulary


def test_the_tables_hold_the_terms_and_no_others(engine: Engine) -> None:
    with engine.connect() as connection:
        for name, vocabulary in VOCABULARIES.items():
            table = metadata.tables[name]
            rows = connection.execute(select(table).order_by(table.c.position)).mappings()
            assert [dict(row) for row in rows] == list_terms(vocabulary)


def test_every_vocabulary_has_a_table() -> None:
    assert set(Vocabulary.__subclasses__()) == set(VOCABULARIES.values())


def test_every_term_has_a_label_in_both_languages() -> None:
    terms = [term for vocabulary in VOCABULARIES.values() for term in vocabulary]
    assert [str(term) for term in terms if not (term.english and term.french)] == []


def test_every_type_has_kinds_and_roles_that_tell_its_events_apart() -> None:
    assert {kind.type for kind in EventKind} == set(EventType) == set(KEY_ROLES)
