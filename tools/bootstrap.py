"""Set the project up: virtual environment, Python and npm packages, system parts, translations.

`make` runs this before everything else. It needs nothing but some Python (3.9 or newer): it looks for Python 3.13,
makes `.venv` with it and installs by hash-locked lists. Each step leaves a stamp with the hash of what it read,
so that the next run takes a fraction of a second.

Usage: bootstrap.py [demo | test | messages]
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps"
NEEDED = (3, 13)
LISTS = {"demo": ("runtime", "embedded"), "test": ("runtime", "embedded", "development"), "messages": ("runtime",)}
QUESTION = "import sys, venv, ensurepip; print(sys.executable, *sys.version_info[:2], sep='|')"


def main(purpose: str) -> None:
    os.chdir(BASE)  # `.python-version` speaks here
    make_environment()
    with (VENV / ".set-up").open("w") as lock:  # two makes at once wait for each other; `.lock` is uv's
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_python_packages(purpose)
        if purpose != "messages":
            build_front_end()
        compile_messages()
        install_system_parts(purpose)


def make_environment() -> None:
    if Path(sys.prefix) == VENV and sys.version_info[:2] == NEEDED:
        return
    if PYTHON.exists() and version_of(str(PYTHON)):
        return
    python = find_python()
    say(f"Make .venv with {python}")
    run(python, "-m", "venv", "--clear", str(VENV))
    STAMPS.mkdir()


def find_python() -> str:
    for candidate in candidates():
        python = version_of(candidate)
        if python:
            return python
    return fetch_python()


def candidates() -> Iterator[str]:
    yield sys.executable
    yield from ("python3.13", "python3", "python")
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(each / "bin" / "python") for each in sorted(home.glob("versions/3.13*"), reverse=True))
    if shutil.which("uv"):
        yield answer("uv", "python", "find", "3.13")


def version_of(python: str) -> str:
    """The real path of an interpreter when it is Python 3.13 and can make environments, otherwise nothing."""
    path, *version = (answer(python, "-c", QUESTION) or "|0|0").split("|")
    return path if tuple(map(int, version)) == NEEDED else ""


def fetch_python() -> str:
    """Let uv bring Python 3.13 where the machine has only another one."""
    say("No Python 3.13 found; asking uv for one")
    aside = BASE / "var" / "uv"
    try:
        run(sys.executable, "-m", "venv", str(aside))
        run(str(aside / "bin" / "pip"), "install", "-q", "--require-hashes", "-r", "requirements/uv.lock")
        run(str(aside / "bin" / "uv"), "python", "install", "-q", "3.13")
        return answer(str(aside / "bin" / "uv"), "python", "find", "3.13")
    except subprocess.CalledProcessError:
        sys.exit(
            "Python 3.13 is needed and could not be fetched. Install it (python.org, pyenv, uv), then run make again."
        )


def install_python_packages(purpose: str) -> None:
    lists = [Path("requirements", f"{name}.lock") for name in LISTS[purpose]]
    key = digest([*lists, Path("requirements/uv.lock")], str(BASE))
    if stamped(f"python-{purpose}", key):
        return
    say(f"Install Python packages ({', '.join(LISTS[purpose])})")
    if not (VENV / "bin" / "uv").exists():
        pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        run(*pip, "--require-hashes", "-r", "requirements/uv.lock")
    wanted = [argument for each in lists for argument in ("-r", str(each))]
    run(str(VENV / "bin" / "uv"), "pip", "install", "-q", "--python", str(PYTHON), "--require-hashes", *wanted)
    stamp(f"python-{purpose}", key)


def build_front_end() -> None:
    """Install what `package.json` names and run its build; its output is `static/dist`."""
    if not Path("package.json").exists():
        return
    packages = [Path("package.json"), Path("package-lock.json")]
    surroundings = {**os.environ, "NPM_CONFIG_UPDATE_NOTIFIER": "false"}
    if shutil.which("npm") is None:
        surroundings["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = shutil.which("npm", path=surroundings["PATH"])
    if npm is None:
        sys.exit("npm was not found, also not in .venv. Remove .venv and run make again.")
    key = digest(packages)
    if not stamped("npm", key) or not Path("node_modules").exists():
        say("Install npm packages")
        run(npm, "ci", "--no-audit", "--no-fund", "--loglevel=error", env=surroundings)
        stamp("npm", key)
    key = digest([*packages, *front_end_sources()])
    if not stamped("front-end", key) or not Path("static/dist").exists():
        say("Build styles and scripts")
        run(npm, "run", "--silent", "build", env=surroundings)
        stamp("front-end", key)


def front_end_sources() -> list[Path]:
    ours = [each for each in Path("static").rglob("*") if each.is_file() and "dist" not in each.parts]
    return sorted([*ours, *Path("tools").glob("*.*js")])


def compile_messages() -> None:
    sources = sorted(Path("locale").glob("*/LC_MESSAGES/*.po"))
    key = digest([*sources, Path("tools/messages.py")])
    if not sources or (stamped("messages", key) and all(each.with_suffix(".mo").exists() for each in sources)):
        return
    run(str(PYTHON), "-m", "tools.messages")
    stamp("messages", key)


def install_system_parts(purpose: str) -> None:
    """Bring what no registry of Python or npm carries, where the machine lets us; go on without it where not."""
    missing = {package: what for package, (what, there) in system_parts(purpose).items() if not there}
    if not missing or stamped("system-refused", " ".join(missing)):
        return
    say(f"Install {', '.join(missing)} with apt-get")
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(*rights, "apt-get", "-qq", "update", env=surroundings)
        arguments = ["-qq", "-y", "--no-install-recommends", "install", *missing]
        run(*rights, "apt-get", *arguments, env=surroundings, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        for package, what in missing.items():
            say(f"Could not install {package}: {what}. Install it yourself to have that too.")
        stamp("system-refused", " ".join(missing))


def system_parts(purpose: str) -> dict[str, tuple[str, bool]]:
    """Debian's package -> what is missing without it, and whether it is there."""
    if purpose == "messages":
        return {"gettext": ("texts cannot be collected for translation", bool(shutil.which("xgettext")))}
    parts = {
        "libpangoft2-1.0-0": ("PDFs cannot be made", loads("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
        "fonts-noto-cjk": ("Japanese in PDFs shows as boxes", has_japanese_font()),
    }
    if purpose == "test":
        browsers = ("chromium", "chromium-browser", "google-chrome")
        parts["chromium"] = ("browser tests are skipped", any(map(shutil.which, browsers)))
        parts["libreoffice-calc-nogui"] = ("monitoring spreadsheets are not tried", bool(shutil.which("soffice")))
    return parts


def loads(*names: str) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def has_japanese_font() -> bool:
    if sys.platform == "darwin":
        return True
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    marks = ("cjk", "ipa", "takao", "noto-sans-jp", "notosansjp", "notoserifjp", "vlgothic")
    return any(
        mark in str(font).lower() for folder in folders for font in folder.rglob("*.[ot]t[fc]") for mark in marks
    )


def digest(paths: Iterable[Path], *more: str) -> str:
    summary = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        summary.update(str(path).encode() + b"\0" + (path.read_bytes() if path.exists() else b"-"))
    return summary.hexdigest()


def stamped(name: str, key: str) -> bool:
    path = STAMPS / name
    return path.exists() and path.read_text() == key


def stamp(name: str, key: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(key)


def answer(*command: str) -> str:
    """What a command prints, nothing when it fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def run(*command: str, env: dict[str, str] | None = None, stdout: int | None = None) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, env=env, stdout=stdout)


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "demo")
    except subprocess.CalledProcessError as failure:
        sys.exit(f"Set-up stopped: {' '.join(map(str, failure.cmd))} failed; its words are above.")
