"""JSON: an array of one object a row, numbers exact, dates in ISO form."""

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
    """Write the rows as they come, an object a line; return how many there were."""
    encoder = make_encoder()
    number = 0
    stream.write("[")
    for number, row in enumerate(result.rows, 1):
        stream.write(",\n" if number > 1 else "\n")
        stream.write(encoder.encode(dict(zip(result.names, row, strict=True))).decode())
    stream.write("\n]\n" if number else "]\n")
    return number
