"""Trained weights as a file: whole numbers of one byte with a scale a row, and the tables that go with them."""

import zlib
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpdb.extraction.syntax.lemmas import LemmaTables

Array = NDArray[np.float32]
_LARGEST = 127


class Packed(msgspec.Struct, frozen=True):
    """An array: its shape, its rows in one byte a number, and what each row is multiplied by."""

    shape: tuple[int, ...]
    data: bytes
    scales: bytes


class Weights(msgspec.Struct, frozen=True):
    """All that a language's parser knows.

    `columns` are the known features, a list a column; `tags` are parts of speech with features; `moves` are the
    parser's actions, such as `L-nsubj`.
    """

    arrays: dict[str, Packed]
    columns: list[list[str]]
    tags: list[str]
    moves: list[str]
    lemmas: LemmaTables


def pack_array(array: Array) -> Packed:
    """`array` in one byte a number; what is lost is at most a 254th of the largest number of a row."""
    rows = array.reshape(-1, array.shape[-1])
    scales = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-9)).astype("<f4") / np.float32(_LARGEST)
    data = np.rint(rows / scales[:, None]).astype(np.int8)
    return Packed(array.shape, data.tobytes(), scales.tobytes())


def unpack_array(packed: Packed) -> Array:
    """The array that was packed, nearly."""
    scales = np.frombuffer(packed.scales, "<f4")
    data = np.frombuffer(packed.data, np.int8).reshape(len(scales), -1)
    return (data * scales[:, None]).astype(np.float32).reshape(packed.shape)


def write_weights(weights: Weights) -> bytes:
    """The contents of a file of weights."""
    return zlib.compress(msgspec.msgpack.encode(weights, order="deterministic"), 9)


def read_weights(code: str) -> Weights:
    """The weights of the language `code` that the package carries; a `FileNotFoundError` if it has none."""
    file = files("corpdb.extraction") / "weights" / code / "parser.bin"
    return msgspec.msgpack.decode(zlib.decompress(file.read_bytes()), type=Weights)
