"""What a page or a picture is made of: the database, what is asked of it, and in which language."""

from dataclasses import dataclass

from sqlalchemy import Engine

from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.filters import Filters

LISTED_EVENTS = 2000
"""So many events are listed unless another limit is asked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The database, the filters without a limit of their own, the language, and how many events are listed."""

    engine: Engine
    filters: Filters
    wording: Wording
    limit: int = LISTED_EVENTS
