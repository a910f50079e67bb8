"""The account that PostgreSQL runs as: it refuses root."""

import os
import pwd
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs PostgreSQL's programs; without `user`, whoever runs the tests."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def choose(cls) -> Self:
        """Choose the current account, or for root `postgres`, or else `nobody`."""
        if os.geteuid() != 0:
            return cls()
        accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
        entry = accounts.get("postgres") or accounts["nobody"]
        return cls(entry.pw_uid, entry.pw_gid)

    def start(self, command: Sequence[str | Path], *, stdin: int, stdout: int) -> subprocess.Popen[str]:
        """Start `command` as this account, away from the terminal's Ctrl-C and from variables that steer PostgreSQL."""
        return subprocess.Popen(
            command,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            start_new_session=True,
            text=True,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.STDOUT,
        )

    def run(self, *command: str | Path) -> str:
        """Run `command` and return its output; `CalledProcessError` holds what it said when it failed."""
        process = self.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        output, _ = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, list(command), output)
        return output

    def own(self, paths: Iterable[Path]) -> None:
        """Give `paths` to this account."""
        if self.user is not None and self.group is not None:
            for path in paths:
                os.chown(path, self.user, self.group, follow_symlinks=False)
