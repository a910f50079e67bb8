"""Answer the questions of the cookbook anew, on the starter corpus.

python -m uv run python -m tools.cookbook
"""

import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from sqlalchemy import Engine

from corpdb.reports.renderers.markdown import write_markdown
from corpdb.reports.result import Result
from corpdb.storage.engine import open_existing
from corpdb.storage.query import run_query

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cookbook.md"
# A question's query, and the answer that stands after it.
_ANSWERED = re.compile(r"(?P<query>^```sql\n(?P<sql>.*?)^```\n).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def answer_page(page: str, url: str) -> str:
    """The page with the answers that the database at `url` gives to its queries."""
    with open_existing(url, read_only=True) as engine:
        return _ANSWERED.sub(lambda found: f"{found['query']}\n{_answer(engine, found['sql'])}\n", page).rstrip() + "\n"


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/seeds.db"
        program = Path(sys.executable).with_name("corpdb")
        subprocess.run([program, "load", ROOT / "seeds", "--database", url], check=True, stdout=subprocess.DEVNULL)
        PAGE.write_text(answer_page(PAGE.read_text("utf-8"), url), "utf-8")


def _answer(engine: Engine, sql: str) -> str:
    text = StringIO()
    with run_query(engine, sql) as rows:
        write_markdown(Result.of_query(rows.columns, rows.rows), text)
    return text.getvalue()


if __name__ == "__main__":
    main()
