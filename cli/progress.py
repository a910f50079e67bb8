"""The progress bar of a load, or of what else takes long."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from corpdb.cli.endings import tell
from corpdb.pipeline.options import Progress


@contextmanager
def show_progress(*, wanted: bool, doing: str = "loading") -> Generator[Progress]:
    """A bar on stderr while the block runs, where stderr is a terminal; it leaves no trace."""
    console = Console(stderr=True)
    columns = TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Bar(*columns, console=console, transient=True, disable=not (wanted and console.is_terminal)) as bar:
        task = bar.add_task(doing, total=None)
        yield Progress(
            tell_total=lambda total: bar.update(task, total=total),
            tell_done=lambda _name: bar.advance(task),
            tell_place=lambda place: bar.update(task, completed=place),
            tell_news=tell,
        )
