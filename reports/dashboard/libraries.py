"""The library of the extra `charts`: Vega, which draws."""

from types import ModuleType

from corpdb.core.errors import CorpdbError


def load_vega() -> ModuleType:
    """The module that holds Vega and Vega-Lite; a `CorpdbError` says what to install where it is not there."""
    try:
        import vl_convert
    except ImportError:
        raise CorpdbError(
            "charts need a library that is not installed; install it with: pip install 'corpdb[charts]'"
        ) from None
    return vl_convert
