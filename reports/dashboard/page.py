"""The dashboard: one page that loads nothing from elsewhere, with charts and the events that they count."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment, StrictUndefined

from corpdb.models.vocabulary import EventStatus, EventType
from corpdb.reports.dashboard.counting import Totals, count_totals
from corpdb.reports.dashboard.events import ListedEvent, list_events
from corpdb.reports.dashboard.figures import Figure, Table, draw_timeline, make_figure
from corpdb.reports.dashboard.libraries import load_vega
from corpdb.reports.dashboard.names import ChartName, ThemeName
from corpdb.reports.dashboard.scope import Scope
from corpdb.reports.dashboard.specs import list_colours, make_part
from corpdb.reports.dashboard.wording import Wording
from corpdb.reports.organizations import LABS_REPORT
from corpdb.reports.renderers.cells import drop_controls

MOST_NAMES = 1000  # that the field for an organization proposes
MOST_LISTED_LABS = 50
_FOLDER = Path(__file__).parent / "assets"
_NOTICE = """/*!
Vega, Vega-Lite, Vega-Embed, Vega-Tooltip, Vega-Interpreter: Copyright University of Washington Interactive Data Lab and
contributors, BSD 3-Clause License, https://github.com/vega/vega/blob/main/LICENSE
D3 and TopoJSON: Copyright Mike Bostock, ISC License, https://github.com/d3/d3/blob/main/LICENSE
These and what they contain are provided as is, without warranty of any kind.
*/
"""


def write_page(scope: Scope, asked: Sequence[str], stream: BinaryIO) -> int:
    """Write the page; return how many events it lists. `asked` says in words what it is limited to.

    The same rows give the same bytes. A `CorpdbError` says what to install where the charting library is not there.
    """
    scripts = _read_scripts()
    totals, events = count_totals(scope.engine, scope.filters), list_events(scope)
    figures = list(_draw(scope, events)) if events else []
    style = _write_style()
    environment = Environment(
        autoescape=True, finalize=_clean, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    template = environment.from_string((_FOLDER / "page.html.jinja").read_text("utf-8"))
    stream.writelines(
        part.encode()
        for part in template.generate(
            wording=scope.wording,
            asked=list(asked),
            totals=totals,
            key_figures=list(_list_totals(totals, scope.wording)),
            figures=figures,
            labs=_list_labs(scope),
            events=events,
            limited=_tell_limit(scope.wording, len(events), totals.events),
            shown=scope.wording.count("shown", len(events)),
            types=list(EventType),
            statuses=list(EventStatus),
            organizations=_list_names(events),
            policy=_write_policy(style, scripts),
            style=style,
            scripts=scripts,
            data=_write_data(figures, scope.wording),
        )
    )
    return len(events)


def _clean(value: Any) -> Any:
    """A text of the database without the characters that steer how others are shown."""
    return drop_controls(value) if type(value) is str else value


def _draw(scope: Scope, events: Sequence[ListedEvent]) -> Iterator[Figure]:
    for name in ChartName:
        yield draw_timeline(events, scope.wording) if name is ChartName.TIMELINE else make_figure(name, scope)


def _list_totals(totals: Totals, wording: Wording) -> Iterator[tuple[str, str]]:
    for name in ("events", "organizations", "partnerships", "labs", "documents", "quotes"):
        yield wording[name], wording.write_number(getattr(totals, name))
    if totals.first:
        ends = dict.fromkeys(wording.write_date(text, short=True) for text in (totals.first, totals.last))
        yield wording["period"], " – ".join(ends)


def _list_labs(scope: Scope) -> Table:
    wording = scope.wording
    with LABS_REPORT.run(scope.engine, replace(scope.filters, limit=MOST_LISTED_LABS)) as result:
        rows = [dict(zip(result.names, row, strict=True)) for row in result.rows]
    headers = ("lab", "run_by", "events", "first_event", "last_event")
    return Table(
        tuple(wording[header] for header in headers),
        tuple(
            (
                row["name"],
                row["parent"] or "",
                row["events"],
                *(wording.write_date(row[end], short=True) if row[end] else "" for end in headers[3:]),
            )
            for row in rows
        ),
    )


def _tell_limit(wording: Wording, shown: int, total: int) -> str:
    if shown == total:
        return ""
    return wording["limited"].format(shown=wording.write_number(shown), total=wording.write_number(total))


def _list_names(events: Sequence[ListedEvent]) -> list[str]:
    """Those who take part in most of the listed events, by name."""
    counts = Counter(name for event in events for name in event.names)
    return sorted(sorted(counts, key=lambda name: (-counts[name], name))[:MOST_NAMES])


def _write_style() -> str:
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in list_colours(theme).items()) for theme in ThemeName
    )
    colours = "".join(f".{name}{{color:var(--{name})}}\n" for name in list_colours(ThemeName.LIGHT) if "-" in name)
    return (
        f":root{{{light}color-scheme:light dark}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=light]{{{light}color-scheme:light}}\n"
        f":root[data-theme=dark]{{{dark}color-scheme:dark}}}}\n"
        f"{colours}{(_FOLDER / 'page.css').read_text('utf-8')}"
    )


@cache
def _read_scripts() -> tuple[str, ...]:
    """The charting library and what the page does itself."""
    bundle: str = load_vega().javascript_bundle("window.vegaEmbed = vegaEmbed;")
    library = f"{_NOTICE}(() => {{{bundle}}})();\n".replace("</script", r"<\/script")
    return library, (_FOLDER / "page.js").read_text("utf-8")


def _write_policy(style: str, scripts: Sequence[str]) -> str:
    """What a browser may load and run: the page's own style and scripts, and nothing from elsewhere."""
    allowed = " ".join(map(_name_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_name_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def _name_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _write_data(figures: Sequence[Figure], wording: Wording) -> str:
    """What the scripts read, as JSON that can end no element."""
    data = {
        "locale": wording.code,
        "numberLocale": wording.locale.number,
        "timeLocale": wording.locale.time,
        "words": {"one": wording["shown_one"], "other": wording["shown_other"], "page": wording["page"]},
        "charts": [
            {"name": figure.name, "spec": make_part(figure, wording)} for figure in figures if not figure.is_empty
        ],
    }
    text = drop_controls(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
