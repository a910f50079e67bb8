"""Make any number of press articles, in French and English, about companies that do not exist.

Article `i` depends on the seed and on `i` alone, so a larger corpus begins with the smaller one of the same seed.
Every three neighbours or so lead with the same story; organizations recur as in the press, a few often, most rarely.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from names import load_names
from stories import Actor, Story, draw_story, lead_story
from wording import LANGUAGES, load_phrases
from writer import Writer, age_of_news

_ARTICLES_A_STORY = 3
_QUIET_SHARE = 0.1
_EVENT_SHARE = 0.36


@dataclass(frozen=True, slots=True)
class Article:
    """A generated article; `truth` is what it says, in the form of the gold annotations."""

    name: str
    text: str
    truth: dict[str, Any]


def generate(count: int, seed: int) -> Iterator[Article]:
    """The first `count` articles of `seed`, one at a time."""
    return (make_article(seed, index) for index in range(count))


def make_article(seed: int, index: int) -> Article:
    """Article `index` of `seed`."""
    rng = Random(f"{seed} article {index}")
    phrases = load_phrases(rng.choice(LANGUAGES))
    lead = lead_story(seed, index // _ARTICLES_A_STORY)
    published = lead.day + timedelta(days=rng.randrange(60))
    layout = rng.choice(phrases.data["layouts"])
    writer = Writer(seed, rng, phrases, published, phrases.stated_date(layout, published))
    title, paragraphs = _compose(writer, None if rng.random() < _QUIET_SHARE else lead)
    name = f"{phrases.data['language']}-{index:06d}"
    return Article(name, _lay_out(writer, layout, title, "\n\n".join(paragraphs)), writer.write_truth(name))


def _compose(writer: Writer, lead: Story | None) -> tuple[str, list[str]]:
    """Title and paragraphs, as long as press articles are: 130 to 450 words, half of them below 315."""
    rng, quiet = writer.rng, writer.phrases.data["quiet"]
    words_wanted = rng.triangular(130, 450, 345)
    fillers = cycle(rng.sample(quiet["sentences"], len(quiet["sentences"])))
    title = writer.write_title(lead) if lead else writer.write_quiet(rng.choice(quiet["titles"]))
    paragraphs: list[list[str]] = [[writer.write_event(lead)]] if lead else [[]]
    words = sum(len(sentence.split()) for sentence in (title, *paragraphs[0]))
    cast = tuple(lead.actors.values()) if lead else ()
    wanted = rng.randint(2, 5)
    while words < words_wanted:
        if len(paragraphs[-1]) >= wanted:
            paragraphs.append([])
            wanted = rng.randint(2, 5)
        sentence = _next_sentence(writer, cast, next(fillers))
        paragraphs[-1].append(sentence)
        words += len(sentence.split())
    return title, [" ".join(sentences) for sentences in paragraphs]


def _next_sentence(writer: Writer, cast: tuple[Actor, ...], filler: str) -> str:
    if not cast or writer.rng.random() > _EVENT_SHARE:
        return writer.write_quiet(filler)
    return writer.write_event(draw_story(writer.rng, writer.published - age_of_news(writer.rng), cast))


def _lay_out(writer: Writer, layout: str, title: str, body: str) -> str:
    city = writer.rng.choice(load_names()["places"]["cities"])
    slots = {"title": title, "body": body, "city": city, "CITY": city.upper()}
    return layout.format_map(slots | writer.phrases.calendar(writer.published)) + "\n"


def main() -> None:
    """Write the articles as text files into a folder, and their truth beside them if wanted."""
    parser = argparse.ArgumentParser(description="Write made-up press articles, in French and English.")
    parser.add_argument("--count", type=int, default=1000, help="how many articles (default: 1000)")
    parser.add_argument("--seed", type=int, default=7, help="another seed makes other articles (default: 7)")
    parser.add_argument("--output", type=Path, required=True, help="the folder to write to; made if it is missing")
    parser.add_argument("--truth", action="store_true", help="write what each article says beside it, as JSON")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for article in generate(options.count, options.seed):
        (options.output / f"{article.name}.txt").write_text(article.text, encoding="utf-8")
        if options.truth:
            truth = json.dumps(article.truth, ensure_ascii=False, indent=1)
            (options.output / f"{article.name}.json").write_text(truth + "\n", encoding="utf-8")
    print(f"{options.count:,} articles in {options.output}")


if __name__ == "__main__":
    main()
