"""Measure how fast texts are read, beside parsing every sentence of them; see README.md.

python -m uv run python benchmarks/reading.py
python -m uv run python benchmarks/reading.py ~/articles --repeat 5 --json
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.lexicon.tables import supported_languages
from corpdb.extraction.reader import extract
from corpdb.extraction.syntax.parser import load_parser
from corpdb.extraction.text.article import read_article
from corpdb.extraction.text.language import detect_language
from corpdb.extraction.tokens import is_word

SEEDS = Path(__file__).parents[1] / "seeds"
PROGRAM = Path(sys.executable).with_name("corpdb")
SHORT = "Paris, 4 March 2024 - Alstom said on Monday it had bought Nordwind Energy for 20 million euros.\n"


@dataclass(frozen=True, slots=True)
class Text:
    """An article in memory: its text, its language and how many words it has."""

    text: str
    language: str
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured: words a second, seconds, megabytes; `times_faster` is the reader beside its peer."""

    articles: int
    words: int
    reader: float
    parser: float
    times_faster: float
    command_one_job: float
    command_two_jobs: float
    times_faster_with_two: float
    start_seconds: float
    peak_megabytes: float


def main() -> None:
    """Measure and print."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("folder", nargs="?", type=Path, default=SEEDS, help="articles, *.txt; the seeds by default")
    command.add_argument("--repeat", type=int, default=3, help="the median of so many runs, in turns, is taken")
    command.add_argument("--json", action="store_true")
    options = command.parse_args()
    reading = asdict(measure_reading(options.folder, options.repeat))
    if options.json:
        print(json.dumps(reading))
    else:
        for name, value in reading.items():
            print(f"{name.replace('_', ' '):24}{value:12,.2f}" if isinstance(value, float) else f"{name:24}{value:12,}")


def measure_reading(folder: Path, repeat: int) -> Reading:
    """Measure the reader, the parser over every sentence and the command on the articles of `folder`."""
    texts = read_texts(folder)
    words = sum(text.words for text in texts)
    read_all(texts[:2] + texts[-2:])  # what is loaded once counts as start
    parse_all(texts[:2] + texts[-2:])
    reader, parser = (words / seconds for seconds in _time_in_turns([read_all, parse_all], texts, repeat))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    one, two = (words / median(_time_command(folder, jobs) for _ in range(repeat)) for jobs in (1, 2))
    with tempfile.TemporaryDirectory() as place:
        short = Path(place, "short.txt")
        short.write_text(SHORT, "utf-8")
        start = median(_time_command(short, 1) for _ in range(repeat))
    return Reading(len(texts), words, reader, parser, reader / parser, one, two, two / one, start, peak)


def read_texts(folder: Path) -> list[Text]:
    """The articles of `folder` and the folders in it that are in a language with data."""
    found: list[Text] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text("utf-8")
        language = detect_language(text)
        if language in supported_languages():
            tokens = read_article(text, load_lexicon(language), title=None, published=None).tokens
            found.append(Text(text, language, sum(map(is_word, tokens))))
    return found


def read_all(texts: Sequence[Text]) -> None:
    """Read every text."""
    for text in texts:
        extract(text.text, language=text.language)


def parse_all(texts: Sequence[Text]) -> None:
    """Cut every text into words and sentences, and parse all of these: the plain pipeline that reading is beside."""
    for text in texts:
        article = read_article(text.text, load_lexicon(text.language), title=None, published=None)
        spans = [(sentence.first, sentence.last) for sentence in article.sentences]
        load_parser(text.language).parse(article.tokens, spans, [])


def _time_in_turns(
    works: Sequence[Callable[[Sequence[Text]], None]], texts: Sequence[Text], repeat: int
) -> list[float]:
    """The median seconds of each work, all of them in each round, so that the machine's moods fall on all."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(repeat):
        for taken, work in zip(seconds, works, strict=True):
            started = time.perf_counter()
            work(texts)
            taken.append(time.perf_counter() - started)
    return [median(taken) for taken in seconds]


def _time_command(path: Path, jobs: int) -> float:
    """The seconds that `corpdb extract` takes on `path`, from the start of the process to its end."""
    started = time.perf_counter()
    subprocess.run(
        [PROGRAM, "extract", str(path), "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
