"""Write what extraction finds in a seed article, for a person to read and correct before it is committed.

    python -m uv run python -m tools.golden ARTICLE... [--force]

Each ARTICLE is a file under seeds/; its facts go to tests/golden/, under the same name with the ending .json. A file
that is there already is kept unless --force is given. Tests only read these files.
"""

import argparse
import json
import sys
from pathlib import Path

from corpdb.extraction.gold import to_gold
from corpdb.extraction.reader import extract

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def main() -> None:
    """Write the expected facts of the articles that are named."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("articles", nargs="+", type=Path, metavar="ARTICLE")
    command.add_argument("--force", action="store_true", help="replace what is there")
    options = command.parse_args()
    kept = [target for article in options.articles if (target := write_golden(article, force=options.force))]
    for target in kept:
        sys.stderr.write(f"{target} is there already; read the difference, then give --force\n")
    sys.exit(1 if kept else 0)


def write_golden(article: Path, *, force: bool) -> Path | None:
    """Write the article's facts; give the file's path instead if it is there and not to be replaced."""
    target = GOLDEN / f"{article.stem}.json"
    if target.exists() and not force:
        return target
    target.write_text(render_facts(article), "utf-8")
    return None


def render_facts(article: Path) -> str:
    """The article's facts in the form of the annotated articles, as indented JSON."""
    text = article.read_text("utf-8")
    return json.dumps(to_gold(text, extract(text)), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    main()
