"""Every report as its user knows it: name, title, help, filters. This module needs no database library."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpdb.core.errors import UsageError
from corpdb.models.vocabulary import EventKind, EventType

PERIOD = frozenset({"since", "until"})
ROWS = frozenset({"sort", "limit"})
OF_A_TYPE = PERIOD | ROWS | {"organization", "kinds", "statuses", "languages", "countries", "min_confidence"}
OF_EVENTS = OF_A_TYPE | {"types"}
LISTINGS = (EventKind.IPO, EventKind.DELISTING)  # by which a group changes its shape as well


def list_kinds(type: EventType) -> tuple[EventKind, ...]:
    """The kinds of events of a type."""
    return tuple(kind for kind in EventKind if kind.type is type)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report is, before it is run: of which kinds of events.

    `filters` names the fields of `Filters` that it understands.
    """

    name: str
    title: str
    help: str
    examples: tuple[str, ...]
    filters: frozenset[str] = OF_EVENTS
    kinds: tuple[EventKind, ...] = tuple(EventKind)

    def require_kinds(self, asked: Iterable[EventKind]) -> None:
        """Raise a `UsageError` if it can hold no event of a kind that is asked for."""
        if others := [kind for kind in asked if kind not in self.kinds]:
            raise UsageError(
                f"the report {self.name} holds no {', '.join(others)}, only {', '.join(self.kinds)};"
                " corpdb report events holds every kind"
            )


COMPANIES = Outline(
    "companies",
    "Companies",
    """Companies, those with most events first.

    With an option on events, only companies that take part in such events; with --organization, this one and those
    that belong to it.
    """,
    ("corpdb report companies", "corpdb report companies --since 2024 -o active.csv"),
)
LABS = Outline(
    "labs",
    "Research laboratories",
    """Research laboratories and who runs them.

    With an option on events, only laboratories that take part in such events; with --organization, this one and
    those that belong to it.
    """,
    ("corpdb report labs", 'corpdb report labs --organization "Alibaba"'),
)
PARTNERSHIPS = Outline(
    "partnerships",
    "Partnerships",
    "Partnerships: alliances, joint ventures, distribution, supply, joint research, licensing.",
    ("corpdb report partnerships --since 2023", "corpdb report partnerships --kind joint_venture -f json"),
    OF_A_TYPE,
    list_kinds(EventType.PARTNERSHIP),
)
RESTRUCTURINGS = Outline(
    "restructurings",
    "Restructurings and listings",
    "Restructurings: splits, spin-offs, closures, layoffs, refocusing, moves, insolvencies; listings beside them.",
    ("corpdb report restructurings --status cancelled", "corpdb report restructurings --sort -headcount --limit 10"),
    OF_A_TYPE,
    (*list_kinds(EventType.RESTRUCTURING), *LISTINGS),
)
TRANSACTIONS = Outline(
    "transactions",
    "Transactions",
    "Acquisitions, mergers, divestitures, stakes and transfers of assets: who buys what from whom, for how much.",
    ("corpdb report transactions --sort -amount --limit 20", "corpdb report transactions --kind merger"),
    OF_A_TYPE,
    list_kinds(EventType.TRANSACTION),
)
FINANCINGS = Outline(
    "financings",
    "Financings",
    "Money that comes in: funding rounds, debt, grants, stock listings; and listings that end.",
    ("corpdb report financings --kind round", "corpdb report financings --since 2023 -o financings.xlsx"),
    OF_A_TYPE,
    list_kinds(EventType.FINANCING),
)
EXPANSIONS = Outline(
    "expansions",
    "Expansions",
    "Growth: openings, investments, hiring, markets that are entered, creations.",
    ("corpdb report expansions --kind opening --country FR", "corpdb report expansions --min-confidence 0.9"),
    OF_A_TYPE,
    list_kinds(EventType.EXPANSION),
)
LEADERSHIP = Outline(
    "leadership",
    "Leadership changes",
    "People who take or leave a post.",
    ("corpdb report leadership --since 2024", "corpdb report leadership --kind departure -f jsonl"),
    OF_A_TYPE,
    list_kinds(EventType.LEADERSHIP),
)
REGULATIONS = Outline(
    "regulations",
    "Regulation",
    "Public authorities that act on organizations: export controls, sanctions, antitrust, approvals, fines, rules.",
    ("corpdb report regulations --kind fine --sort -amount", "corpdb report regulations -o regulations.html"),
    OF_A_TYPE,
    list_kinds(EventType.REGULATION),
)
EVENTS = Outline(
    "events",
    "Events",
    "Events of every type, in time, with who takes part in them; those without a date come last.",
    ("corpdb report events --type transaction --status completed", "corpdb report events --since 2023 -o events.csv"),
)
TIMELINE = Outline(
    "timeline",
    "Timeline",
    "One organization's events, in time, each with the words and the document that tell it.",
    ('corpdb report timeline "Alibaba"', 'corpdb report timeline "Alibaba" --as-of 2023-06'),
)
CHANGES = Outline(
    "changes",
    "What became known",
    """What became known of events, changed or was contradicted, by the days on which the documents came out.

    A change is new (the event was not known), added (the value was not), refined (told more exactly), changed (it has
    gone on) or contradicted (what was told before is denied).
    """,
    ("corpdb report changes --since 2023-11", "corpdb report changes --since 2023-11 -o news.csv"),
)
NETWORK = Outline(
    "network",
    "Who partners with whom",
    """Who partners with whom: each pair once, those with most partnerships first.

    Beside each pair stand with how many others either of them partners, and which partners both have. With
    --organization, its own partners and those of its units.
    """,
    ("corpdb report network", 'corpdb report network --organization "Airbus" --sort -shared'),
    OF_A_TYPE,
    list_kinds(EventType.PARTNERSHIP),
)
SUMMARY = Outline(
    "summary",
    "What the database holds",
    "What the database holds: numbers of documents, organizations and events, and the period they cover.",
    ("corpdb report summary", "corpdb report summary --format json"),
    frozenset(),
)
COVERAGE = Outline(
    "coverage",
    "What is covered, and how fully",
    """What is covered, and how fully: documents and events by language, source, type and month.

    Of the events, it tells the percentage that has a date, an amount, a number of people, a place. A document's source
    is the site of the address that it gives as its own, else the folder where it was found. An event that several
    documents tell counts once in each of their groups.
    """,
    ("corpdb report coverage", "corpdb report coverage --type financing --since 2023"),
    OF_EVENTS - ROWS,
)
DASHBOARD = Outline(
    "dashboard",
    "Corporate events",
    r"""Write one page with charts and a list of events, for a browser.

    The page loads nothing from elsewhere: it can be mailed, archived, opened offline. It holds key figures, the events
    in time, by type, status and month, the network of partners, the organizations with most events, the laboratories,
    and a list of events to search and filter, each with the sentences that tell it in their context and their source.

    The newest 2,000 events are listed; --limit sets another number. The same database gives the same bytes. It needs
    pip install 'corpdb\[charts]'.
    """,
    (
        "corpdb report dashboard --output report.html",
        'corpdb report dashboard --lang fr --organization "Alibaba" --since 2023 -o alibaba.html',
        "corpdb report dashboard --as-of 2024-06 --type restructuring --limit 500 -o june.html",
    ),
    OF_EVENTS - {"sort"},
)
CHART = Outline(
    "chart",
    "A chart",
    r"""Write one of the dashboard's charts as a picture: SVG or PNG, as the ending of the file says.

    timeline: the newest events, each a point. types, statuses, months: how many events there are of each. network: who
    partners with whom. organizations: those with most events. labs: what happens to laboratories. It needs
    pip install 'corpdb\[charts]'.
    """,
    (
        "corpdb report chart months --output months.svg",
        'corpdb report chart network --organization "Alibaba" --lang fr --theme dark --scale 3 -o network.png',
    ),
    OF_EVENTS - {"sort"},
)

OUTLINES = (
    COMPANIES,
    LABS,
    PARTNERSHIPS,
    RESTRUCTURINGS,
    TRANSACTIONS,
    FINANCINGS,
    EXPANSIONS,
    LEADERSHIP,
    REGULATIONS,
    EVENTS,
    TIMELINE,
    CHANGES,
    NETWORK,
    SUMMARY,
    COVERAGE,
)
