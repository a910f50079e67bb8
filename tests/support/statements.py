"""Compiled statements, kept for all engines of a kind: otherwise each test's engine would compile them anew."""

from typing import Any


class Statements(dict[Any, Any]):
    """A cache of compiled statements that knows the databases' kinds only, and not the engines apart."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_generalize(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_generalize(key), value)


def _generalize(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *others = key
    return (dialect.name, *others)
