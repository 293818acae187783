"""The compose file, the image and what is kept out of them, as far as they can be read without running them."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

BASE = Path(__file__).resolve().parent.parent.parent
SECRETS = (
    ".env",
    ".env.production",
    "jcm.dump",
    "log-signer",
    "log-signer.heads",
    "server.key",
    "tls.pem",
    "answers.toml",
    "answers-th.toml",
)
# Set by the file itself, by one service alone, or never in production.
NOT_HANDED_ON = {"DEBUG", "JCM_VAR", "JCM_DEMO", "JCM_TEST_DATABASE", "LOG_SIGNER_FILE", "LOG_HEADS_FILE"}


def _compose() -> dict[str, Any]:
    return dict(yaml.safe_load((BASE / "docker-compose.yml").read_text()))


SERVICES: dict[str, Any] = _compose()["services"]
OURS = ("migrate", "web", "worker", "beat")


def test_every_setting_is_handed_on() -> None:
    page = (BASE / "docs" / "settings.md").read_text()
    may, commands = page.split("## May be set")[1].split("## Of the commands")
    names = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", may, re.MULTILINE)) - NOT_HANDED_ON
    assert names | {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} <= set(SERVICES["web"]["environment"])
    of_gunicorn = {"WEB_CONCURRENCY", "WEB_THREADS", "FORWARDED_ALLOW_IPS", "PROMETHEUS_MULTIPROC_DIR"}
    assert of_gunicorn <= set(SERVICES["web"]["environment"]) & set(re.findall(r"`([A-Z_]+)`", commands))


def test_key_heads_and_files_outlive_a_container() -> None:
    volumes = set(_compose()["volumes"])
    assert volumes == {"database", "broker", "media", "documents", "keys"}
    assert "keys:/data/keys" in SERVICES["worker"]["volumes"]
    for name in ("LOG_SIGNER_FILE", "LOG_HEADS_FILE"):
        assert SERVICES["worker"]["environment"][name].startswith("/data/keys/")
    for name in ("web", "beat", "migrate"):
        assert "keys:/data/keys" not in SERVICES[name]["volumes"], f"{name} need not read the key"
    image = (BASE / "Dockerfile").read_text()
    assert "VOLUME /data/media /data/documents /data/keys" in image


def test_volumes_are_called_in_the_docs_as_compose_calls_them() -> None:
    compose = _compose()
    there = {f"{compose['name']}_{volume}" for volume in compose["volumes"]}
    text = "\n".join(path.read_text() for path in (BASE / "docs").rglob("*.md"))
    named = set(re.findall(r"docker run[^\n]* -v ([a-z]\w*):", text))
    assert named
    assert named <= there


def test_the_archive_under_compose_is_the_one_of_the_page() -> None:
    page = (BASE / "docs" / "database.md").read_text().split("in `postgresql.conf`")[1].split("```")[1]
    lines = [line.split("  #")[0].strip() for line in page.strip().splitlines()]
    settings = {name: value.strip("'") for name, _is, value in (line.partition(" = ") for line in lines)}
    added = yaml.safe_load((BASE / "ops" / "compose-archive.yml").read_text())["services"]["database"]
    given = dict(word.removeprefix("--").split("=", 1) for word in added["command"][1:])
    assert given == {name: value.strip().strip("'") for name, value in settings.items()}
    assert added["volumes"][0].endswith(":/archive")


# Written while the image is made; a file of its own setting; only where no EMAIL_URL is set, which production demands.
NOT_WRITTEN_AT_RUN_TIME = {"static", "log-signer", "mail"}


@pytest.mark.parametrize("name", ["web", "worker"])
def test_every_folder_that_the_code_writes_can_be_written(name: str) -> None:
    apps = ("common", "partners", "workflow", "committee", "projects", "registry", "credits", "jcm_platform")
    text = "\n".join(path.read_text() for app in apps for path in (BASE / app).rglob("*.py"))
    folders = set(re.findall(r"""\bVAR\)? / "([\w-]+)\"""", text)) - NOT_WRITTEN_AT_RUN_TIME
    assert {"media", "documents"} <= folders
    mounts = {volume.split(":")[1] for volume in SERVICES[name]["volumes"]}
    assert {f"/data/{folder}" for folder in folders} <= mounts
    made = re.search(r"mkdir -p (.*) &&", (BASE / "Dockerfile").read_text())
    assert made
    assert mounts <= set(made[1].split(" &&")[0].split()) | {"/data/keys"}, "a new volume has the owner of its folder"


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_has_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["cap_drop"] == ["ALL"]
    assert service["pids_limit"]
    if name in OURS:
        assert service["read_only"] is True
        assert "cap_add" not in service
        assert service["mem_limit"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_service_that_stays_is_asked_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_images_are_named_by_a_version() -> None:
    named = [service["image"] for service in SERVICES.values()]
    named += re.findall(r"^FROM (\S+)", (BASE / "Dockerfile").read_text(), re.MULTILINE)
    assert [image for image in named if not re.search(r":(\d+\.\d+|\$\{RELEASE:-local\})", image)] == []


def test_the_database_is_ready_when_it_answers_by_network() -> None:
    assert "--host=127.0.0.1" in SERVICES["database"]["healthcheck"]["test"]


def test_queue_and_cache_lie_apart() -> None:
    environment = SERVICES["web"]["environment"]
    assert environment["REDIS_URL"].endswith("/0")
    assert environment["CACHE_URL"].endswith("/1")


def test_every_command_of_a_service_is_there() -> None:
    commands = {path.stem for path in BASE.glob("*/management/commands/*.py")}
    commands |= {path.stem for path in BASE.glob("jcm_platform/portal/management/commands/*.py")} | {"migrate"}
    for service in SERVICES.values():
        for words in (service.get("command", []), service.get("healthcheck", {}).get("test", [])):
            if "manage.py" in words:
                assert words[words.index("manage.py") + 1] in commands


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_gets_into_the_image_or_into_git(name: str) -> None:
    patterns = [line.removeprefix("**/") for line in (BASE / ".dockerignore").read_text().splitlines()]
    assert any(fnmatch(name, pattern) for pattern in patterns)
    ignored = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", name], cwd=BASE, check=False)
    assert ignored.returncode == 0
