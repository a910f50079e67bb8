"""What tests do with a database: load documents, decide as a person, run statements, ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Self

from sqlalchemy import Connection, Engine, text

from corpdb.storage.checking.constraints import find_low_numbers
from corpdb.storage.checking.guarantees import find_broken_guarantees
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.engine import make_engine
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun

ANA = Signature("ana", "I asked them")


def load(engine: Engine, *documents: Incoming) -> None:
    """Load each document as a batch of its own."""
    for document in documents:
        LoadRun.start(engine, ["x"]).write([document])


def load_batches(engine: Engine, *batches: Sequence[Incoming]) -> None:
    """Load the batches one after another; after each, what is stored keeps its guarantees."""
    for batch in batches:
        LoadRun.start(engine, ["x"]).write(batch)
        assert find_faults(engine) == []


@dataclass(frozen=True, slots=True)
class Twins:
    """Two SQLite databases to compare, for many examples: their engines keep the statements that they have compiled."""

    template: Path
    engines: tuple[Engine, Engine]

    @classmethod
    def make(cls, template: Path, folder: Path) -> Self:
        """Engines for two databases in `folder`."""
        one, other = (make_engine(f"sqlite:///{folder / name}.db") for name in ("one", "other"))
        return cls(template, (one, other))

    def renew(self) -> tuple[Engine, Engine]:
        """Both, as empty as the template."""
        for engine in self.engines:
            engine.dispose()
            copy(self.template, engine.url.database or "")
        return self.engines


def decide(engine: Engine, step: Callable[[Connection], int | None]) -> int:
    """Take a step of a person's; the number of the decision, or 0."""
    with engine.execution_options(writing=True).begin() as connection:
        number = step(connection)
    assert find_faults(engine) == []
    return number or 0


def find_faults(engine: Engine) -> list[str]:
    """What is wrong with the facts that are stored; neither the schema nor references, which the database keeps."""
    with engine.connect() as connection:
        return [*find_low_numbers(connection), *find_broken_guarantees(connection)]


def execute(engine: Engine, *statements: str) -> None:
    """Run the statements in one transaction."""
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def read(engine: Engine, query: str) -> list[tuple[object, ...]]:
    """The rows that the query gives."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def url_of(engine: Engine) -> str:
    """The database's address, with its password."""
    return engine.url.render_as_string(hide_password=False)
