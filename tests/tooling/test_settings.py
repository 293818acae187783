"""The settings page and the code name the same variables, and a wrong one stops the start."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from jcm_platform import environment

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
    paths = [
        BASE / "tools" / f"{name}.py" for name in ("demo", "suite", "bench/__main__", "bench/ledger", "gunicorn_conf")
    ]
    return {name for path in [*paths, BASE / "tools/embedded/__init__.py"] for name in READ.findall(path.read_text())}


def test_the_settings_page_lists_every_variable_that_the_code_reads() -> None:
    page = (BASE / "docs" / "settings.md").read_text()
    listed = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", page, re.MULTILINE))
    assert listed == _named_by_settings() | _named_by_commands()


WHOLE = "w.example/w+0123abcd+BEhxzLMDcxyDvqz1dpEB4A=="
PRODUCTION = {
    "DATABASE_URL": "postgresql://jcm_runtime:x@none:5432/jcm",
    "REDIS_URL": "redis://none:6379/0",
    "SECRET_KEY": "Kx9-bQ2_mZ7vL4tR8wP1sD6fG3hJ5kN0yC-eA_uI9oX2zV7bM4",
    "SITE_URL": "https://jcm.example.org",
    "ALLOWED_HOSTS": "jcm.example.org, localhost",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "JCM Registry <registry@jcm.example.org>",
    "TRUSTED_PROXY_COUNT": "1",
}


def _started(tmp_path: Path, changes: dict[str, str | None], *, read: str = "") -> subprocess.CompletedProcess[str]:
    """Read the settings as a process of production does; a value of None takes the variable away."""
    given = {"PATH": os.environ["PATH"], "JCM_VAR": str(tmp_path)} | PRODUCTION | changes
    return subprocess.run(
        [sys.executable, "-c", f"import jcm_platform.settings as s; print({read})"],
        cwd=BASE,
        env={name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_what_must_be_set(tmp_path: Path) -> None:
    done = _started(tmp_path, {}, read="s.ALLOWED_HOSTS, s.SECURE_HSTS_SECONDS > 0, s.SECOND_FACTOR")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "['jcm.example.org', 'localhost'] True True\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"JCM_DMEO": "true"}, "JCM_DMEO: no such setting. Did you mean JCM_DEMO?"),
        ({"ALLOWED_HOST": "x"}, "ALLOWED_HOST: no such setting. Did you mean ALLOWED_HOSTS?"),
        ({"DATABSE_URL": "x"}, "DATABSE_URL: no such setting. Did you mean DATABASE_URL?"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is empty."),
        ({"DATABASE_URL": "postgresql://jcm:a/b@none:5432/jcm"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgresql://jcm:a#b@none:5432/jcm"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgresql://jcm:1/b@none:5432/jcm"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgresql://jcm:1?b@none:5432/jcm"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgresql://jcm:x@none:port/jcm"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_OWNER_URL": "postgresql://jcm:1#b@none:5432/jcm"}, "DATABASE_OWNER_URL cannot be read"),
        ({"REDIS_URL": "redis://:a#b@none"}, "REDIS_URL cannot be read"),
        ({"CACHE_URL": "redis://:1#b@none/1"}, "CACHE_URL cannot be read"),
        ({"WEB_CONCURRENCY": "3"}, "WEB_CONCURRENCY is more than 1. Set PROMETHEUS_MULTIPROC_DIR"),
        ({"LOG_HEADS_FILE": "/dev/null/heads"}, "LOG_HEADS_FILE cannot be written"),
        ({"JCM_VAR": "/dev/null"}, "JCM_VAR cannot be written"),
        ({"DATABASE_URL": "hello"}, "DATABASE_URL must begin with postgresql:// or postgres://."),
        ({"REDIS_URL": None}, "REDIS_URL is not set"),
        ({"REDIS_URL": ""}, "REDIS_URL is empty."),
        ({"REDIS_URL": "http://x"}, "REDIS_URL must begin with redis:// or rediss:// or unix://."),
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": ""}, "SECRET_KEY has 0 signs."),
        ({"SECRET_KEY": "xyz"}, "SECRET_KEY has 3 signs."),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY is one that others know or guess."),
        ({"SECRET_KEY": "django-insecure-Kx9-bQ2_mZ7vL4tR8wP1sD6fG3hJ5kN0yC-eA_u"}, "SECRET_KEY is one"),
        ({"SITE_URL": None}, "SITE_URL is not set"),
        ({"SITE_URL": "http://jcm.example.org"}, "SITE_URL must begin with https://."),
        ({"SITE_URL": "https://jcm.example.org/"}, "SITE_URL must end after the host"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must not be *"),
        ({"ALLOWED_HOSTS": "other.example.org"}, "ALLOWED_HOSTS does not name jcm.example.org"),
        ({"EMAIL_URL": None}, "EMAIL_URL is not set"),
        ({"EMAIL_URL": ""}, "EMAIL_URL must be an address"),
        ({"EMAIL_URL": "gopher://x"}, "EMAIL_URL must begin with"),
        ({"EMAIL_URL": "smtp://user:a#b@host:port"}, "EMAIL_URL cannot be read"),
        ({"DEFAULT_FROM_EMAIL": None}, "DEFAULT_FROM_EMAIL is not set"),
        ({"DEFAULT_FROM_EMAIL": "jcm-platform@localhost"}, "DEFAULT_FROM_EMAIL must be an e-mail address"),
        ({"TRUSTED_PROXY_COUNT": None}, "TRUSTED_PROXY_COUNT is not set"),
        ({"TRUSTED_PROXY_COUNT": "many"}, "TRUSTED_PROXY_COUNT must be a whole number from 0 to 10."),
        ({"DEBUG": "maybe"}, "DEBUG must be true or false."),
        ({"DEBUG": "true"}, "DEBUG must be false in production."),
        ({"JCM_DEMO": "perhaps"}, "JCM_DEMO must be true or false."),
        ({"JCM_DEMO": "true"}, "JCM_DEMO shows what only a demonstration may show"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of"),
        ({"CONN_MAX_AGE": "x"}, "CONN_MAX_AGE must be a whole number"),
        ({"UPLOAD_LIMIT_BYTES": "20MB"}, "UPLOAD_LIMIT_BYTES must be a whole number"),
        ({"DIGEST_HOUR": "25"}, "DIGEST_HOUR must be a whole number from 0 to 23."),
        ({"NIGHT_HOUR": "midnight"}, "NIGHT_HOUR must be a whole number from 0 to 23."),
        ({"INTEREST_MONTHS": "a year"}, "INTEREST_MONTHS must be a whole number"),
        ({"SIGN_INS_KEPT_DAYS": "0"}, "SIGN_INS_KEPT_DAYS must be a whole number"),
        ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY must be a whole number"),
        ({"PORT": "http"}, "PORT must be a whole number"),
        ({"LOG_WITNESSES": f"http://w.example {WHOLE}"}, "LOG_WITNESSES must be written as “https://"),
        ({"LOG_WITNESSES": "https://w.example"}, "LOG_WITNESSES must be written as"),
        ({"RECONCILE_WITH": "TH https://th.example/log/"}, "RECONCILE_WITH must be written as"),
        ({"LOG_ORIGIN": "our log"}, "LOG_ORIGIN must be a name"),
        ({"CACHE_URL": "memory"}, "CACHE_URL must begin with"),
        ({"DATABASE_OWNER_URL": ""}, "DATABASE_OWNER_URL is empty."),
    ],
)
def test_a_wrong_or_missing_variable_is_one_sentence(changes: dict[str, str | None], sentence: str) -> None:
    given = {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    (fault,) = environment.faults(given, production=True)
    assert fault.startswith(sentence)


@pytest.mark.parametrize(
    "changes",
    [
        {"DATABASE_URL": "postgresql://jcm_runtime:x@one:5432,two:5432/jcm?target_session_attrs=read-write"},
        {"DATABASE_URL": "postgresql://jcm:a%23b%2Fc%40@none/jcm"},
        {"DATABASE_URL": "postgresql://jcm:x@/jcm?host=/run/a@b"},
        {"REDIS_URL": "unix:///run/redis.sock?db=0"},
        {"WEB_CONCURRENCY": "3", "PROMETHEUS_MULTIPROC_DIR": "/var/figures"},
        {"LOG_HEADS_FILE": "/var/not there yet/heads"},
        {"JCM_VAR": "/dev/null", "S3_BUCKET": "files"},
    ],
)
def test_what_is_right_is_taken(changes: dict[str, str]) -> None:
    assert environment.faults(PRODUCTION | changes, production=True) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"JCM_DMEO": "true"}, "JCM_DMEO: no such setting"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is empty."),
        ({"SECRET_KEY": "xyz"}, "SECRET_KEY has 3 signs."),
        ({"TRUSTED_PROXY_COUNT": None}, "TRUSTED_PROXY_COUNT is not set"),
    ],
)
def test_a_sentence_stops_the_start_without_a_traceback(
    tmp_path: Path, changes: dict[str, str | None], sentence: str
) -> None:
    done = _started(tmp_path, changes)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(sentence)


def test_the_level_of_logs_is_taken_in_small_letters_too(tmp_path: Path) -> None:
    done = _started(tmp_path, {"LOG_LEVEL": "info"}, read="s.LOGGING['root']['level']")
    assert done.stdout.strip() == "INFO"


def test_witnesses_and_partners_are_taken_as_the_page_writes_them() -> None:
    told = {"LOG_WITNESSES": f"https://w.example {WHOLE}, http://127.0.0.1:7380 {WHOLE}"}
    told |= {"RECONCILE_WITH": f"TH https://th.example/log/ {WHOLE}"}
    assert environment.faults(PRODUCTION | told, production=True) == []


def test_an_empty_value_of_what_may_be_set_counts_as_none(tmp_path: Path) -> None:
    empty: dict[str, str | None] = dict.fromkeys(sorted(environment.OURS - environment.EMPTY_IS_A_MISTAKE), "")
    done = _started(tmp_path, empty | {"JCM_VAR": str(tmp_path)}, read="s.LOG_ORIGIN, s.LOG_WITNESSES, s.DIGEST_HOUR")
    assert (done.stdout, done.stderr) == ("jcm.example.org/log [] 22\n", "")


def test_the_cache_lies_in_another_database_than_the_queue(tmp_path: Path) -> None:
    done = _started(tmp_path, {}, read="s.CELERY_BROKER_URL, s.CACHES['default']['LOCATION']")
    assert done.stdout == "redis://none:6379/0 redis://none:6379/1\n"


def test_migrations_without_their_owner_get_a_sentence(tmp_path: Path) -> None:
    given = {"PATH": os.environ["PATH"], "JCM_VAR": str(tmp_path)} | PRODUCTION
    command = [sys.executable, "manage.py", "migrate"]
    done = subprocess.run(command, cwd=BASE, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("DATABASE_OWNER_URL is not set.")


def test_a_migration_gives_up_where_it_waits_for_a_table(tmp_path: Path) -> None:
    owner = {"DATABASE_OWNER_URL": "postgresql://jcm_owner:x@none:5432/jcm"}
    given = {"PATH": os.environ["PATH"], "JCM_VAR": str(tmp_path)} | PRODUCTION | owner
    as_migrate = "import sys; sys.argv = ['manage.py', 'migrate']; import jcm_platform.settings as s"
    command = [sys.executable, "-c", f"{as_migrate}; print(s.DATABASES['default']['OPTIONS']['options'])"]
    done = subprocess.run(command, cwd=BASE, env=given, capture_output=True, text=True, check=False)
    assert done.stdout == "-c lock_timeout=5s\n"


def test_the_web_says_what_is_wrong_before_gunicorn_reads_anything(tmp_path: Path) -> None:
    given = {"PATH": os.environ["PATH"], "JCM_VAR": str(tmp_path)} | PRODUCTION | {"WEB_THREADS": "4x"}
    command = [sys.executable, "-m", "tools.web", "--check-config"]
    done = subprocess.run(command, cwd=BASE, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "WEB_THREADS must be a whole number from 1 to 256.\n")


def test_what_nobody_took_is_dropped_when_the_next_one_comes(tmp_path: Path) -> None:
    read = "all(e['options']['expire_seconds'] >= 60 for e in s.CELERY_BEAT_SCHEDULE.values())"
    assert _started(tmp_path, {}, read=read).stdout == "True\n"


def test_every_wrong_variable_is_named_at_once(tmp_path: Path) -> None:
    done = _started(tmp_path, {"SITE_URL": None, "DEBUG": "maybe"})
    assert sorted(line.split()[0] for line in done.stderr.splitlines()) == ["DEBUG", "SITE_URL"]


def test_the_compose_file_gives_the_owner_of_the_tables_to_the_migration_only() -> None:
    services = yaml.safe_load((BASE / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"database", "broker", "migrate", "web", "worker", "beat"}
    owners = [name for name, each in services.items() if "DATABASE_OWNER_URL" in each["environment"]]
    assert owners == ["migrate"]
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert set(services[name]["environment"]) >= {*PRODUCTION}


def test_no_lock_file_names_a_host_that_packages_come_from() -> None:
    for path in [*BASE.glob("requirements/*.lock"), BASE / "package-lock.json"]:
        assert "://" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", path.read_text()), path.name
