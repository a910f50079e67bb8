"""Alembic's view of the revisions, kept: otherwise each command would load the files of all of them."""

from alembic.config import Config
from alembic.script import ScriptDirectory

_read = ScriptDirectory.from_config
_known: dict[tuple[str | None, str | None], ScriptDirectory] = {}


def remember_scripts(config: Config) -> ScriptDirectory:
    """The revisions that `config` names, read once in this process: for `ScriptDirectory.from_config`."""
    key = (config.config_file_name, config.get_main_option("script_location"))
    if key not in _known:
        _known[key] = _read(config)
    return _known[key]
