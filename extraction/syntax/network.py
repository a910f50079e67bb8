"""The parser's network: features of words in, vectors, scores of tags and scores of parsing moves out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpdb.extraction.syntax.weights import Array, Weights, unpack_array

Numbers = NDArray[np.int32]
_TINY = np.float32(1e-8)


class Network:
    """The layers of one language, ready to be multiplied."""

    def __init__(self, weights: Weights) -> None:
        arrays = {name: unpack_array(packed) for name, packed in weights.arrays.items()}
        self._embeds = [arrays[f"embed{column}"] for column in range(len(weights.columns))]
        self._mix = _Maxout(arrays, "mix")
        depth = sum(name.endswith("_W") and name.startswith("layer") for name in arrays)
        self._layers = [_Maxout(arrays, f"layer{number}") for number in range(depth)]
        self._tag_W, self._tag_b = arrays["tag_W"], arrays["tag_b"]
        self._reduce_W, self._reduce_b = arrays["reduce_W"], arrays["reduce_b"]
        self._slots, _, self._pieces, width = arrays["lower_W"].shape
        self._lower_W = np.ascontiguousarray(arrays["lower_W"].swapaxes(1, 2).reshape(-1, width).T)
        self._lower_b = arrays["lower_b"].T.reshape(-1)
        self._pad = arrays["lower_pad"][0].swapaxes(1, 2).reshape(self._slots, -1)
        self._upper_W, self._upper_b = np.ascontiguousarray(arrays["upper_W"].T), arrays["upper_b"]
        self._places: NDArray[np.intp] = np.arange(self._slots)

    def encode(self, numbers: Numbers, lengths: Sequence[int]) -> Array:
        """The vectors of words, sentence after sentence; a word sees as many neighbours as there are layers."""
        mixed = self._mix.run(np.hstack([embed[numbers[:, at]] for at, embed in enumerate(self._embeds)]))
        depth = len(self._layers)
        places = np.arange(len(mixed)) + depth * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        padded: Array = np.zeros((len(mixed) + depth * (len(lengths) + 1), mixed.shape[1]), np.float32)
        padded[places] = mixed
        for layer in self._layers:
            window = np.zeros((len(padded), 3, padded.shape[1]), np.float32)
            window[1:, 0], window[:, 1], window[:-1, 2] = padded[:-1], padded, padded[1:]
            padded += layer.run(window.reshape(len(padded), -1))
        return padded[places]

    def tag(self, vectors: Array) -> list[int]:
        """The number of the best tag of each word."""
        return find_best(vectors @ self._tag_W.T + self._tag_b)

    def prepare(self, vectors: Array) -> Array:
        """What each word adds to a state in each of its slots; the last row is for an empty slot."""
        reduced = vectors @ self._reduce_W.T + self._reduce_b
        prepared: Array = np.empty((len(vectors) + 1, *self._pad.shape), np.float32)
        np.matmul(reduced, self._lower_W, out=prepared[:-1].reshape(len(vectors), -1))
        prepared[-1] = self._pad
        return prepared

    def score(self, prepared: Array, slots: Numbers) -> Array:
        """The score of each move in each state, of which the words in its slots are given, -1 for none."""
        sums = prepared[slots, self._places].sum(axis=1) + self._lower_b
        return _take_best(sums, self._pieces) @ self._upper_W + self._upper_b


def find_best(scores: Array) -> list[int]:
    """The column of the highest score of each row."""
    best: NDArray[np.intp] = np.argmax(scores, axis=1)
    return best.tolist()


class _Maxout:
    """The best of several linear pieces, normalized."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        weights = arrays[f"{name}_W"]
        self._pieces = weights.shape[1]
        self._weights = np.ascontiguousarray(weights.swapaxes(0, 1).reshape(-1, weights.shape[2]).T)
        self._bias = arrays[f"{name}_b"].T.reshape(-1)
        self._gain, self._shift = arrays[f"{name}_G"], arrays[f"{name}_s"]
        self._mean = np.full((len(self._gain), 1), 1 / len(self._gain), np.float32)

    def run(self, inputs: Array) -> Array:
        best = _take_best(inputs @ self._weights + self._bias, self._pieces)
        best -= best @ self._mean
        spread: Array = np.asarray(np.sqrt(np.square(best) @ self._mean + _TINY), np.float32)
        normalized: Array = best / spread * self._gain + self._shift
        return normalized


def _take_best(values: Array, pieces: int) -> Array:
    """The largest of the pieces, which stand one after the other in each row."""
    width = values.shape[1] // pieces
    best = values[:, :width].copy()
    for piece in range(1, pieces):
        np.maximum(best, values[:, piece * width : (piece + 1) * width], out=best)
    return best
