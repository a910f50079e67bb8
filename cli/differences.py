"""How the differences that a reload would make are written."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from corpdb.storage.loading.summary import LoadSummary
    from corpdb.storage.rereading.differences import Difference, Quote

_SUBJECTS = ("organization", "event")
_TURNS = {"appears": "appear", "vanishes": "vanish", "changes": "change", "merges": "merge", "splits": "split"}


class DiffFormat(StrEnum):
    """How differences are written: for a person, or as lines of JSON."""

    TEXT = "text"
    JSON = "json"


@dataclass(slots=True)
class Teller:
    """Writes differences to `stream` as they come, and counts them."""

    stream: TextIO
    format: DiffFormat
    counts: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def tell(self, difference: "Difference") -> None:
        """Write one difference."""
        self.counts[difference.subject, difference.turn] += 1
        if self.format is DiffFormat.TEXT:
            self.stream.write(_render(difference))
        else:
            import msgspec

            self.stream.write(f"{msgspec.json.encode(difference).decode()}\n")

    def sum_up(self, summary: "LoadSummary") -> None:
        """End a text with its counts; lines of JSON have none."""
        if self.format is DiffFormat.JSON:
            return
        counts = summary.counts
        documents = f"{counts.documents_changed:,} read again, {counts.documents_failed:,} failed"
        self.stream.write(f"documents      {documents}\n")
        for subject in _SUBJECTS:
            numbers = [
                f"{self.counts[subject, turn]:,} {word}" for turn, word in _TURNS.items() if self.counts[subject, turn]
            ]
            self.stream.write(f"{subject + 's':<13}  {', '.join(numbers) or 'as they were'}\n")
        self.stream.write("nothing was written; leave out --diff to write\n")


def _render(difference: "Difference") -> str:
    """What becomes of an event or an organization, with the words that tell it, and an empty line."""
    subject, number, turn, other = difference.subject, difference.number, difference.turn, difference.other
    where = {"merges": f" into {other}", "splits": f" from {other}"}.get(turn, "")
    lines = [f"{subject.capitalize()} {number} {turn}{where}"]
    if turn == "changes":
        lines += [f"  {one.name:<13}  {_show(one.before)} → {_show(one.after)}" for one in difference.values]
    else:
        values = ((one.name, one.after if one.before is None else one.before) for one in difference.values)
        lines += [f"  {name:<13}  {value}" for name, value in values if value is not None]
    if difference.before and difference.after and difference.before == difference.after:
        lines += _quote("", difference.after)
    else:
        lines += _quote("before ", difference.before) if difference.before else []
        lines += _quote("now " if difference.before else "", difference.after) if difference.after else []
    return "\n".join((*lines, "", ""))


def _quote(when: str, quote: "Quote") -> list[str]:
    document = quote.document
    source = ", ".join(part for part in (document.title, document.address) if part)
    return [f"  {when}“{' '.join(quote.quote.split())}”", f"    document {document.document_id}: {source}"]


def _show(value: object) -> object:
    return "none" if value is None else value
