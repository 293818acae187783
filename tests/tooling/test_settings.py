"""The settings page and the code name the same variables, and a wrong one stops the start."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

BASE = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r"""os\.environ(?:\.get\(|\[)\s*"([A-Z][A-Z0-9_]+)"(?:[,)]|\](?! =))""")


def _named_by_settings() -> set[str]:
    """Names handed to `env.something(...)` in the settings."""
    tree = ast.parse((BASE / "jcm_platform" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    ours = [call for call in calls if ast.unparse(call.func).startswith("env.") and "ENVIRON" not in ast.unparse(call)]
    words = [
        word for call in ours for argument in call.args for word in ast.walk(argument) if isinstance(word, ast.Constant)
    ]
    return {word.value for word in words if isinstance(word.value, str) and word.value.isupper()}


def _named_by_commands() -> set[str]:
    paths = [BASE / "tools" / f"{name}.py" for name in ("demo", "suite", "bench", "gunicorn_conf")]
    return {
        name for path in [*paths, BASE / "jcm_platform/embedded/__init__.py"] for name in READ.findall(path.read_text())
    }


def test_the_settings_page_lists_every_variable_that_the_code_reads() -> None:
    page = (BASE / "docs" / "settings.md").read_text()
    listed = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", page, re.MULTILINE))
    assert listed == _named_by_settings() | _named_by_commands()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"JCM_DMEO": "true"}, "JCM_DMEO: no such setting"),
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"REDIS_URL": None}, "REDIS_URL is not set"),
        ({}, ""),
    ],
)
def test_a_wrong_or_missing_variable_stops_the_start_with_a_sentence(
    changes: dict[str, str | None], sentence: str, tmp_path: Path
) -> None:
    production = {
        "PATH": os.environ["PATH"], "DATABASE_URL": "postgresql:///none", "REDIS_URL": "redis://none",
        "SECRET_KEY": "long", "JCM_VAR": str(tmp_path),
    } | changes  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "import jcm_platform.settings"],
        cwd=BASE, env={name: value for name, value in production.items() if value}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert sentence in done.stderr
    assert (done.returncode == 0) is (sentence == "")


def test_the_compose_file_gives_the_owner_of_the_tables_to_the_migration_only() -> None:
    services = yaml.safe_load((BASE / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"database", "broker", "migrate", "web", "worker", "beat"}
    owners = [name for name, each in services.items() if "DATABASE_OWNER_URL" in each["environment"]]
    assert owners == ["migrate"]
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert set(services[name]["environment"]) >= {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL"}


def test_no_lock_file_names_a_host_that_packages_come_from() -> None:
    for path in [*BASE.glob("requirements/*.lock"), BASE / "package-lock.json"]:
        assert "://" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", path.read_text()), path.name
