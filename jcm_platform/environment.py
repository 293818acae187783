"""The environment, read once: every wrong value is one sentence, and any of them stops the start.

`docs/settings.md` lists all variables. Production is what is neither the demo, nor a test, nor on the embedded servers.
"""

import os
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from environ import Env

from registry.tlog.witnesses import ADDRESS

SHORTEST_KEY = 50
FEWEST_SIGNS_OF_A_KEY = 10
KNOWN_KEYS = ("django-insecure-", "build-only", "read-by-checks-only", "changeme", "secret")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
KEY = r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+"  # of a log or a witness, as C2SP signed notes write it
YES, NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}

# Each is read by the settings, the commands or gunicorn; any other name of ours is a typing error.
OURS = frozenset(
    {
        "ALLOWED_HOSTS",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "BENCH",
        "CONN_MAX_AGE",
        "DATABASE_ADMIN_URL",
        "DATABASE_OWNER_URL",
        "DATABASE_URL",
        "DEBUG",
        "DEFAULT_FROM_EMAIL",
        "DIGEST_HOUR",
        "DJANGO_SETTINGS_MODULE",
        "EMAIL_URL",
        "CACHE_URL",
        "FORWARDED_ALLOW_IPS",
        "INTEREST_MONTHS",
        "JCM_DEMO",
        "JCM_TEST_DATABASE",
        "JCM_VAR",
        "LOG_HEADS_FILE",
        "LOG_LEVEL",
        "LOG_ORIGIN",
        "LOG_SIGNER_FILE",
        "LOG_WITNESSES",
        "NIGHT_HOUR",
        "PORT",
        "PROMETHEUS_MULTIPROC_DIR",
        "RECONCILE_WITH",
        "REDIS_URL",
        "S3_BUCKET",
        "SECOND_FACTOR",
        "SECRET_KEY",
        "SIGN_INS_KEPT_DAYS",
        "SITE_URL",
        "STATEMENT_SECONDS",
        "TRUSTED_PROXY_COUNT",
        "UPLOAD_DAY_BYTES",
        "UPLOAD_LIMIT_BYTES",
        "WEB_CONCURRENCY",
        "WEB_THREADS",
    }
)
LONG_ENOUGH_TO_COMPARE = 8
# What others read too, or what must be set: an empty value of these is a mistake. An empty value of any other name of
# ours is none: a compose file hands every name on, set or not.
EMPTY_IS_A_MISTAKE = frozenset(
    {
        "ALLOWED_HOSTS",
        "DATABASE_OWNER_URL",
        "DATABASE_URL",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "SITE_URL",
        "TRUSTED_PROXY_COUNT",
    }
)

type Rule = Callable[[str], str]  # what is wrong with a value, "" when nothing is


def of_this_machine(var: Path) -> dict[str, str]:
    """What the servers that `tools.embedded` started under `var` left to be read; empty where there are none."""
    path = var / "embedded.env"
    if not path.exists():
        return {}
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def forget_empty(given: MutableMapping[str, str]) -> None:
    """Take away what is set to nothing and may be left out."""
    for name in OURS - EMPTY_IS_A_MISTAKE:
        if not given.get(name, "-").strip():
            del given[name]


def cache_of(redis_url: str) -> str:
    """Another database of the same Redis: emptying the cache must not empty the queue."""
    parts = urlsplit(redis_url)
    if parts.scheme not in {"redis", "rediss"}:
        return redis_url
    number = parts.path.strip("/") or "0"
    return parts._replace(path=f"/{int(number) + 1}").geturl() if number.isdigit() else redis_url


def faults(given: Mapping[str, str], *, production: bool) -> Sequence[str]:
    """Everything that is wrong with the environment, a sentence each."""
    faults = [*_unknown(given)]
    for name, rule in {**ALWAYS, **(IN_PRODUCTION if production else {})}.items():
        value = given.get(name)
        if value is None:
            if name in MUST_BE_SET and (production or name in SERVERS):
                faults.append(f"{name} is not set. {MUST_BE_SET[name]}")
            continue
        wrong = rule(value)
        if wrong:
            faults.append(f"{name} {wrong}")
    return faults or _together(given, production)


def _unknown(given: Mapping[str, str]) -> Sequence[str]:
    unknown = []
    for name in sorted(set(given) - OURS):
        cutoff = 0.7 if name.startswith("JCM_") else 0.88
        near = get_close_matches(name, OURS, n=1, cutoff=cutoff) if len(name) >= LONG_ENOUGH_TO_COMPARE else []
        if name.startswith("JCM_") or near:
            meant = f" Did you mean {near[0]}?" if near else ""
            unknown.append(f"{name}: no such setting.{meant} docs/settings.md lists all there are.")
    return unknown


def _together(given: Mapping[str, str], production: bool) -> Sequence[str]:
    """What is wrong between values that are right each for itself."""
    if given.get("JCM_DEMO", "").lower() in YES and given.get("SITE_URL", "").startswith("https://"):
        return [
            "JCM_DEMO shows what only a demonstration may show: known sign-ins, a clock that moves. Not on https://."
        ]
    var = given.get("JCM_VAR")
    if var and not given.get("S3_BUCKET") and _cannot_be_written(Path(var).absolute() / "media"):
        return ["JCM_VAR cannot be written: name a folder in which this process may write the folder media."]
    if not production:
        return []
    if int(given.get("WEB_CONCURRENCY", "1")) > 1 and "PROMETHEUS_MULTIPROC_DIR" not in given:
        return ["WEB_CONCURRENCY is more than 1. Set PROMETHEUS_MULTIPROC_DIR to a folder for the figures of them all."]
    host = urlsplit(given["SITE_URL"]).hostname or ""
    hosts = [name.strip() for name in given["ALLOWED_HOSTS"].split(",")]
    answers = any(name == host or (name.startswith(".") and host.endswith(name)) for name in hosts)
    return [] if answers else [f"ALLOWED_HOSTS does not name {host}, the host of SITE_URL."]


def _address_of(*schemes: str) -> Rule:
    def rule(value: str) -> str:
        if not value.strip():
            return "is empty."
        scheme, mark, rest = value.partition("://")
        if not (mark and rest and scheme in schemes):
            return f"must begin with {' or '.join(f'{each}://' for each in schemes)}."
        return _broken(value)

    return rule


def _broken(value: str) -> str:
    """Where a sign of a password ends the host, so that what follows would be read as something else."""
    sentence = "cannot be read: write signs such as #, /, ? or @ in its password as %23, %2F, %3F or %40."
    try:
        parts = urlsplit(value)
        for host in parts.netloc.rpartition("@")[2].split(","):  # PostgreSQL takes several
            _port = urlsplit(f"//{host}").port
    except ValueError:
        return sentence
    after = f"{parts.path}{'' if '@' in parts.netloc else parts.query}" if parts.netloc else ""
    return sentence if parts.fragment or "#" in value or "@" in after else ""


def _cannot_be_written(folder: Path) -> bool:
    """Whether this process could make or fill the folder."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return not (there.is_dir() and os.access(there, os.W_OK | os.X_OK))


def _heads(value: str) -> str:
    file = Path(value)
    wrong = file.is_dir() or _cannot_be_written(file.absolute().parent)
    return "cannot be written: name a file that the worker may write, and set it for the worker alone." if wrong else ""


def _whole(least: int, most: int) -> Rule:
    def rule(value: str) -> str:
        known = re.fullmatch(r"[0-9]{1,15}", value) is not None and least <= int(value) <= most
        return "" if known else f"must be a whole number from {least} to {most}."

    return rule


def _word(value: str) -> str:
    return "" if value.strip().lower() in YES | NO else "must be true or false."


def _level(value: str) -> str:
    return "" if value.upper() in LEVELS else f"must be one of {', '.join(LEVELS)}."


def _key(value: str) -> str:
    if len(value) < SHORTEST_KEY:
        return f"has {len(value)} signs. It needs at least {SHORTEST_KEY}, random and kept between starts."
    if value.startswith(KNOWN_KEYS) or len(set(value)) < FEWEST_SIGNS_OF_A_KEY:
        return "is one that others know or guess. Make a random one."
    return ""


def _site(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "must be the public address, such as https://jcm.example.org."
    return "must end after the host, without a slash or a path." if value != f"{parts.scheme}://{parts.netloc}" else ""


def _public_site(value: str) -> str:
    return _site(value) or ("" if value.startswith("https://") else "must begin with https://.")


def _hosts(value: str) -> str:
    names = [name.strip() for name in value.split(",")]
    if not all(names):
        return "is empty, or one of its names is."
    return "must not be *: name the hosts." if "*" in names else ""


def _origin(value: str) -> str:
    return "must be a name without blanks and plus signs." if re.search(r"[\s+]", value) else ""


def _each_of(form: str, example: str) -> Rule:
    def rule(value: str) -> str:
        wrong = [each for each in value.split(",") if each.strip() and not re.fullmatch(form, each.strip())]
        return f"must be written as “{example}”, several with commas between." if wrong else ""

    return rule


def _mail(value: str) -> str:
    scheme, mark, _rest = value.partition("://")
    if not mark:
        return "must be an address such as smtp+tls://user:password@host:587."
    if scheme not in Env.EMAIL_SCHEMES:
        return f"must begin with one of {', '.join(sorted(Env.EMAIL_SCHEMES))}, and ://."
    try:
        Env.email_url_config(value)
    except ValueError:
        return "cannot be read: write signs such as # or @ in its password as %23 or %40."
    return ""


def _sender(value: str) -> str:
    address = parseaddr(value)[1]
    host = address.rpartition("@")[2]
    wrong = "@" not in address or "\n" in value or host in {"", "localhost"}
    return "must be an e-mail address that can be answered." if wrong else ""


def _no_debug(value: str) -> str:
    return _word(value) or ("must be false in production." if value.strip().lower() in YES else "")


MUST_BE_SET = {
    "DATABASE_URL": "Set it in the environment, or run `make demo` for servers of this machine's own.",
    "REDIS_URL": "Set it in the environment, or run `make demo` for servers of this machine's own.",
    "SECRET_KEY": 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
    "SITE_URL": "It is the public address, such as https://jcm.example.org.",
    "ALLOWED_HOSTS": "Name the hosts that the site answers to, separated by commas.",
    "EMAIL_URL": "Say where mail goes, such as smtp+tls://user:password@host:587.",
    "DEFAULT_FROM_EMAIL": "Say who sends the mail.",
    "TRUSTED_PROXY_COUNT": "Say how many of your own proxies stand before the platform, 0 for none.",
}
SERVERS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")
ALWAYS: dict[str, Rule] = {
    "DATABASE_URL": _address_of("postgresql", "postgres"),
    "REDIS_URL": _address_of("redis", "rediss", "unix"),
    "SECRET_KEY": lambda value: "" if value else "is empty.",
    "SITE_URL": _site,
    "DATABASE_OWNER_URL": _address_of("postgresql", "postgres"),
    "CACHE_URL": _address_of("redis", "rediss", "unix"),
    "INTEREST_MONTHS": _whole(0, 600),
    "LOG_HEADS_FILE": _heads,
    "LOG_ORIGIN": _origin,
    "LOG_WITNESSES": _each_of(rf"(?:{ADDRESS}) +{KEY}", "https://address name+hash+key"),
    "PORT": _whole(1, 65_535),
    "RECONCILE_WITH": _each_of(rf"[A-Za-z]{{2}} +\S+ +{KEY}", "XX https://address/log/ name+hash+key"),
    "SIGN_INS_KEPT_DAYS": _whole(1, 3_650),
    "WEB_CONCURRENCY": _whole(1, 256),
    "WEB_THREADS": _whole(1, 256),
    "CONN_MAX_AGE": _whole(0, 86_400),
    "DEBUG": _word,
    "DIGEST_HOUR": _whole(0, 23),
    "JCM_DEMO": _word,
    "LOG_LEVEL": _level,
    "NIGHT_HOUR": _whole(0, 23),
    "SECOND_FACTOR": _word,
    "STATEMENT_SECONDS": _whole(1, 600),
    "TRUSTED_PROXY_COUNT": _whole(0, 10),
    "UPLOAD_DAY_BYTES": _whole(1, 10**12),
    "UPLOAD_LIMIT_BYTES": _whole(1, 10**10),
}
IN_PRODUCTION: dict[str, Rule] = {
    "SECRET_KEY": _key,
    "SITE_URL": _public_site,
    "ALLOWED_HOSTS": _hosts,
    "EMAIL_URL": _mail,
    "DEFAULT_FROM_EMAIL": _sender,
    "TRUSTED_PROXY_COUNT": _whole(0, 10),
    "DEBUG": _no_debug,
}
