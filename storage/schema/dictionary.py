"""The rows of the data dictionary, as the views of this program say them."""

from collections.abc import Iterator
from typing import Any

from corpdb.models.views import VIEWS


def list_entries() -> Iterator[dict[str, Any]]:
    """A row for each view, followed by those of its columns."""
    for view in VIEWS:
        yield {
            "view_name": view.name,
            "place": 0,
            "column_name": None,
            "data_type": None,
            "description": view.comment,
        }
        for place, column in enumerate(view.columns, start=1):
            yield {
                "view_name": view.name,
                "place": place,
                "column_name": column.name,
                "data_type": column.type_name,
                "description": column.comment,
            }
