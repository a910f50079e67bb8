"""JSON: an array of one object a row, or a line each; numbers exact, dates in ISO form."""

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from corpdb.reports.result import Result


def make_encoder() -> msgspec.json.Encoder:
    """The encoder of every JSON that leaves the program: decimals as exact numbers, the rest as text if need be."""
    return msgspec.json.Encoder(decimal_format="number", enc_hook=str)


def encode(value: Any) -> str:
    """The value as JSON, laid out for a reader."""
    return msgspec.json.format(make_encoder().encode(value), indent=2).decode()


def write_json(result: Result, stream: TextIO) -> int:
    """Write the rows as they come, an array of an object a line; return how many there were."""
    number = 0
    stream.write("[")
    for number, line in enumerate(_encode_rows(result), 1):
        stream.write(",\n" if number > 1 else "\n")
        stream.write(line)
    stream.write("\n]\n" if number else "]\n")
    return number


def write_lines(result: Result, stream: TextIO) -> int:
    """Write the rows as they come, each an object on a line of its own; return how many there were."""
    number = 0
    for number, line in enumerate(_encode_rows(result), 1):  # noqa: B007 - the last number is the count
        stream.write(f"{line}\n")
    return number


def _encode_rows(result: Result) -> Iterator[str]:
    encoder = make_encoder()
    return (encoder.encode(dict(zip(result.names, row, strict=True))).decode() for row in result.rows)
