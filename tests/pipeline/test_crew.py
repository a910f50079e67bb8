import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from corpdb.loaders.paths import find_files
from corpdb.pipeline.reading import read_all
from tests.pipeline.conftest import WriteFiles
from tests.pipeline.extractors import extract_title, know_nothing, number_texts

ROOT = Path(__file__).parents[2]
READ_UNTIL_INTERRUPTED = """
import sys
from contextlib import closing
from corpdb.loaders.paths import find_files
from corpdb.pipeline.reading import read_all
from tests.pipeline.extractors import extract_title, know_nothing

if __name__ == "__main__":
    try:
        found = find_files(sys.argv[1:])
        with closing(read_all(found, extract=extract_title, unchanged=know_nothing, jobs=2)) as outcomes:
            for outcome in outcomes:
                print(outcome.name, flush=True)
    except KeyboardInterrupt:
        print("interrupted")
"""


def start_reading(folder: str) -> subprocess.Popen[str]:
    """A program of its own that reads the folder with two workers, in a process group of its own, past its start."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-c", READ_UNTIL_INTERRUPTED, folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "press/0000.txt\n"
    return program


@pytest.fixture
def slow_folder(write_files: WriteFiles) -> str:
    """A folder whose documents are read at once up to one that takes a minute."""
    return write_files(number_texts(200) | {"0010.txt": "sleep now"})


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_stops_at_once_and_quietly(slow_folder: str, times: int) -> None:
    with start_reading(slow_folder) as program:
        started = time.monotonic()
        for _ in range(times):
            os.killpg(program.pid, signal.SIGINT)
            time.sleep(0.1)
        output, errors = program.communicate(timeout=20)
    assert time.monotonic() - started < 10
    assert output.endswith("interrupted\n")
    assert errors == ""
    assert program.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which signals a process holds back")
def test_workers_hold_ctrl_c_back_from_their_first_moment_on(slow_folder: str) -> None:
    with start_reading(slow_folder) as program:
        started = psutil.Process(program.pid).children(recursive=True)
        (server,) = (one for one in started if "forkserver" in one.cmdline()[-1] and one.ppid() == program.pid)
        (held,) = re.findall(r"^SigBlk:\s*(\w+)$", Path(f"/proc/{server.pid}/status").read_text("ascii"), re.MULTILINE)
        program.kill()
    assert int(held, 16) & 1 << (signal.SIGINT - 1)


def test_workers_end_with_the_program_that_is_killed(slow_folder: str) -> None:
    with start_reading(slow_folder) as program:
        workers = psutil.Process(program.pid).children(recursive=True)
        assert len(workers) >= 3
        program.kill()
    _gone, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []


def test_an_abandoned_iteration_leaves_no_workers(write_files: WriteFiles) -> None:
    folder = write_files(number_texts(100))
    before = set(multiprocessing.active_children())
    with closing(read_all(find_files([folder]), extract=extract_title, unchanged=know_nothing, jobs=2)) as outcomes:
        next(outcomes)
        workers = set(multiprocessing.active_children()) - before
    assert len(workers) == 2
    for worker in workers:
        worker.join(10)
    assert not set(multiprocessing.active_children()) - before


def test_a_script_that_its_workers_would_run_again_is_told_soon(write_files: WriteFiles) -> None:
    folder = write_files(number_texts(20))
    Path("script.py").write_text(READ_UNTIL_INTERRUPTED.replace('__name__ == "__main__"', "True"))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "script.py", folder]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "CorpdbError: the processes that read documents cannot start" in ended.stderr
