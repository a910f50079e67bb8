"""Facts as text for people: each event with its quotation, and why it was read if it says so."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper

from corpdb.extraction.facts import EventFact, Facts
from corpdb.extraction.reasons import Choice, Explanation, Place, ReadSense, Reason, Standing

_WIDTH = 110
_STEP = "  "


def render_facts(name: str, text: str, facts: Facts) -> str:
    """The events of `text`, the document `name`, as an indented block of lines; it ends with a line break."""
    published = f", {facts.published}" if facts.published else ""
    count = len(facts.events)
    lines = [f"{name} ({facts.language}{published}): {count} {'event' if count == 1 else 'events'}"]
    for number, event in enumerate(facts.events, 1):
        lines += ["", *_render_event(number, event, text)]
    return "\n".join(lines) + "\n"


def _render_event(number: int, event: EventFact, text: str) -> Iterator[str]:
    when = f", {event.date}" if event.date else ""
    yield f"{number}. {event.type}: {event.kind}, {event.status}{when} (confidence {event.confidence:.2f})"
    yield from (f"{_STEP}{one.role}: {one.name}" for one in event.participants)
    if event.explanation:
        yield from _render_explanation(event.explanation)
    else:
        span = event.mentions[0].span
        yield from _wrap(1, f"“{' '.join(text[span.start : span.end].split())}”")


def _render_explanation(explanation: Explanation) -> Iterator[str]:
    quoted = ""
    for place in explanation.places:
        if place.quote != quoted:
            yield from _wrap(1, f"“{place.quote}”")
        quoted = place.quote
        yield from _render_place(place)
    yield f"{_STEP}taken together"
    yield from _render_choice("event", explanation.event)
    yield from _wrap(2, "kind " + ", ".join(f"{one.value} {one.probability:.2f}" for one in explanation.kinds))
    for one in explanation.participants:
        yield from _render_choice("", one)
    yield from _render_choice("status", explanation.status)
    if explanation.date:
        yield from _render_choice("date", explanation.date)
    for name, one in explanation.fields.items():
        yield from _render_choice(name, one)


def _render_place(place: Place) -> Iterator[str]:
    yield from _wrap(2, f"trigger “{place.trigger}” ({place.lemma}) {place.probability:.2f}{_because(place.reasons)}")
    yield from _wrap(2, "read as " + "; ".join(_name_senses(place.senses)))
    for one in place.participants:
        yield from _render_standing(one)
    signs = ", ".join(f"{sign} “{words}”" for words, sign in place.signs)
    yield from _wrap(2, f"status here {place.status}" + (f", signs: {signs}" if signs else ""))


def _name_senses(senses: Sequence[ReadSense]) -> Iterable[str]:
    """The senses in words, those of one frame together."""
    kinds: dict[str, dict[str, None]] = {}
    for sense in senses:
        frame = f"{'verb' if sense.verb else 'noun'} of frame {sense.frame}"
        words = f" ({sense.size} words)" if sense.size > 1 else ""
        kinds.setdefault(frame + words, {})[sense.kind] = None
    return (f"{' or '.join(found)}: {frame}" for frame, found in kinds.items())


def _render_standing(standing: Standing) -> Iterator[str]:
    if standing.words is None:
        words = f"nowhere in the sentence, chance {standing.chance:.2f} that it speaks of them"
    elif standing.words == standing.name:
        words = "by name"
    elif standing.form in {"name", "description"}:
        words = f"“{standing.words}”, a {standing.form}"
    else:
        words = f"“{standing.words}”, a {standing.form} that means them with a chance of {standing.chance:.2f}"
    slot = f"; {standing.slot}" if standing.slot else ""
    path = f"; path {standing.path}" if standing.path else ""
    frame = f"; frame says {', '.join(standing.framed)}" if standing.framed else ""
    head = f"{standing.role} {standing.name} {standing.probability:.2f}"
    yield from _wrap(2, f"{head}: {words}{slot}{path}{frame}{_because(standing.reasons)}")


def _render_choice(name: str, choice: Choice) -> Iterator[str]:
    words = f", “{choice.words}”" if choice.words else ""
    head = f"{name} {choice.value}".strip()
    yield from _wrap(2, f"{head} {choice.probability:.2f}{words}{_because(choice.reasons)}")


def _because(reasons: Sequence[Reason]) -> str:
    """The features that weighed most, each with its weight."""
    return " because " + ", ".join(f"{one.feature} {one.weight:+.2f}" for one in reasons) if reasons else ""


def _wrap(depth: int, line: str) -> list[str]:
    wrapper = TextWrapper(
        _WIDTH, initial_indent=_STEP * depth, subsequent_indent=_STEP * (depth + 2), break_on_hyphens=False
    )
    return wrapper.wrap(line)
