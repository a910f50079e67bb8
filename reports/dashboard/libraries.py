"""The libraries of the extra `charts`: Vega, which draws, and Jinja, which fills the page's template."""

from types import ModuleType

from corpdb.core.errors import CorpdbError


def load_vega() -> ModuleType:
    """The module that holds Vega and Vega-Lite; a `CorpdbError` says what to install where it is not there."""
    try:
        import vl_convert
    except ImportError:
        raise _name_missing() from None
    return vl_convert


def load_jinja() -> ModuleType:
    """The module of Jinja; a `CorpdbError` says what to install where it is not there."""
    try:
        import jinja2
    except ImportError:
        raise _name_missing() from None
    return jinja2


def _name_missing() -> CorpdbError:
    return CorpdbError("Charts need libraries that are not installed; install them with: pip install 'corpdb[charts]'")
