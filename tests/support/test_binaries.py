import os
from pathlib import Path

import pytest

from tests.support.account import Account
from tests.support.binaries import PROGRAMS, BinariesError, copy_embedded, find_binaries, find_embedded, find_machine
from tests.support.server import Server


def install(directory: Path, version: str) -> Path:
    directory.mkdir(parents=True)
    for program in PROGRAMS:
        (directory / program).write_text(f"#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n")
        (directory / program).chmod(0o755)
    return directory


def find_nothing(*_: object) -> None:
    return None


def test_the_newest_of_the_usual_places_wins(tmp_path: Path) -> None:
    install(tmp_path / "9.6" / "bin", "9.6.24")
    newest = install(tmp_path / "17" / "bin", "17.2 (Debian 17.2-1)")
    install(tmp_path / "15" / "bin", "15.10")
    assert find_machine(Account(), "", [f"{tmp_path}/*/bin"]) == newest


def test_a_program_on_the_search_path_is_followed_to_its_directory(tmp_path: Path) -> None:
    directory = install(tmp_path / "pgsql" / "bin", "16beta1")
    links = tmp_path / "links"
    links.mkdir()
    (links / "postgres").symlink_to(directory / "postgres")
    assert find_machine(Account(), str(links), []) == directory


def test_pg_config_tells_the_directory(tmp_path: Path) -> None:
    directory = install(tmp_path / "pgsql" / "bin", "16.1")
    (tmp_path / "pg_config").write_text(f"#!/bin/sh\necho {directory}\n")
    (tmp_path / "pg_config").chmod(0o755)
    assert find_machine(Account(), str(tmp_path), []) == directory


def test_an_old_version_is_left_alone(tmp_path: Path) -> None:
    install(tmp_path / "bin", "14.20")
    assert find_machine(Account(), "", [f"{tmp_path}/bin"]) is None


def test_client_programs_alone_are_no_server(tmp_path: Path) -> None:
    directory = install(tmp_path / "bin", "16.1")
    (directory / "initdb").unlink()
    assert find_machine(Account(), str(directory), []) is None


@pytest.mark.usefixtures("postgresql_server")
def test_the_embedded_server_is_found_where_the_machine_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.binaries.find_machine", find_nothing)
    found = find_binaries(Account(), tmp_path, directory=None, embedded=False)
    assert found == find_embedded(Account(), tmp_path)


@pytest.mark.usefixtures("postgresql_server")
def test_a_copy_of_the_embedded_programs_runs(tmp_path: Path) -> None:
    directory = find_embedded(Account(), tmp_path)
    assert directory
    copy = copy_embedded(directory, Account(), tmp_path / "copy")
    assert Account().run(copy / "initdb", "--version") == Account().run(directory / "initdb", "--version")
    assert copy.is_relative_to(tmp_path)


def test_without_any_postgresql_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.binaries.EMBEDDED_PACKAGE", "no_such_package")
    with pytest.raises(BinariesError, match=r"install it with .* or leave these tests out with --no-postgresql"):
        find_binaries(Account(), tmp_path, directory=None, embedded=True)


def test_a_directory_without_the_programs_is_named(tmp_path: Path) -> None:
    with pytest.raises(BinariesError, match=str(tmp_path)):
        find_binaries(Account(), tmp_path, directory=tmp_path, embedded=False)


def test_root_gives_the_server_to_another_account() -> None:
    user = Account.choose().user
    assert (user is None) == (os.geteuid() != 0)
    assert user != 0


def test_the_server_runs_the_programs_that_were_found(postgresql_server: Server) -> None:
    assert postgresql_server.binaries.joinpath("postgres").is_file()
