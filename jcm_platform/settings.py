"""All settings, read from the environment; `docs/settings.md` lists them.

A value that production must choose has no default outside the demo: the start stops with a sentence.
"""

import sys
from pathlib import Path

import environ
from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry
from whitenoise.compress import Compressor

from jcm_platform import environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("JCM_VAR", default=str(BASE_DIR / "var"))).resolve()
_OF_THIS_MACHINE = environment.of_this_machine(VAR)
if "DATABASE_URL" not in env.ENVIRON:
    for _name, _value in _OF_THIS_MACHINE.items():
        env.ENVIRON.setdefault(_name, _value)
environment.forget_empty(env.ENVIRON)
DEMO = env.str("JCM_DEMO", default="").strip().lower() in environment.YES
TESTING = "pytest" in sys.modules
_EMBEDDED = env.str("DATABASE_URL", default="") == _OF_THIS_MACHINE.get("DATABASE_URL")
PRODUCTION = "DATABASE_URL" in env.ENVIRON and not (DEMO or TESTING or _EMBEDDED)
_FAULTS = environment.faults(env.ENVIRON, production=PRODUCTION)
if _FAULTS:  # one sentence each, without a traceback over them
    raise SystemExit("\n".join(_FAULTS))

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = [name.strip() for name in env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])]
SITE_NAME = "JCM Registry"  # what mail and sign-in call the site
# How many of our own proxies stand before the platform; what came before them is not believed.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Read by the sequencer alone; the web processes need not be able to open it.
LOG_SIGNER_FILE = Path(env.str("LOG_SIGNER_FILE", default=str(VAR / "log-signer")))
# The heads that were signed, outside the database: a restored one is told from the one that signed them.
LOG_HEADS_FILE = Path(env.str("LOG_HEADS_FILE", default=f"{LOG_SIGNER_FILE}.heads"))
LOG_ORIGIN = env.str("LOG_ORIGIN", default=SITE_URL.partition("://")[2] + "/log")
# Each is "address key", as "https://witness.example witness.example/w1+hash+key"; none until configured.
LOG_WITNESSES = env.list("LOG_WITNESSES", default=[])
# Each is "XX https://other.example/log/ name+hash+key"; none until configured.
RECONCILE_WITH = env.list("RECONCILE_WITH", default=[])
SECURE_COOKIES = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "jcm_platform.portal.back_office_config.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_celery_beat",
    "django_filters",
    "django_fsm",
    "django_htmx",
    "django_linear_migrations",
    "django_prometheus",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "health_check",
    "knox",
    "rest_framework",
    "common",
    "partners",
    "workflow",
    "committee",
    "projects",
    "registry",
    "credits",
    "jcm_platform.portal",
    *(["scenarios"] if DEMO or TESTING else []),  # stories; not in the production image
]

# The apps whose rows keep their history (common/history.py); the book keeps its own.
HISTORY_OF = ("partners", "workflow", "committee", "projects", "registry", "credits")

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "common.entrance.EntranceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partners.people.views.sessions.BarredPeopleMiddleware",
    "partners.people.views.sessions.ReadersClockMiddleware",
    "common.identity.middleware",
    "django_structlog.middlewares.RequestMiddleware",
    "common.patience.PatienceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "common.idle.IdleMiddleware",
    "jcm_platform.portal.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "jcm_platform.urls"
WSGI_APPLICATION = "jcm_platform.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jcm_platform.portal.context.navigation",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Migrations run as the owner of the tables; everything else as a role that owns nothing.
AS_OWNER = bool({"migrate", "sqlmigrate", "makemigrations", "test"} & set(sys.argv[1:2]))
if AS_OWNER and PRODUCTION and not env.str("DATABASE_OWNER_URL", default=""):
    raise SystemExit("DATABASE_OWNER_URL is not set. Migrations run as the owner of the tables (docs/operations.md).")
DATABASES = {"default": env.db_url("DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_URL")}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": False,
    "CONN_HEALTH_CHECKS": True,
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "TEST": {"NAME": env.str("JCM_TEST_DATABASE", default="test_jcm")},
}
if AS_OWNER:  # a migration that waits for a table keeps everybody who comes after it waiting too: it gives up instead
    _OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    _OPTIONS["options"] = f"{_OPTIONS.get('options', '')} -c lock_timeout=5s".strip()
# Seconds that one statement of a visitor's page may take (`common/patience.py` says what others get).
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", default=3)
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="")

REDIS_URL = env.str("REDIS_URL")
REDIS_SECONDS = 1.0  # that Redis may take; sign-in, pages and mail go on without it
CACHES = {
    "default": {
        "BACKEND": "common.caches.Cache",
        "LOCATION": env.str("CACHE_URL", default=environment.cache_of(REDIS_URL)),
        "OPTIONS": {
            "serializer": "common.caches.JsonSerializer",
            "socket_timeout": REDIS_SECONDS,
            "socket_connect_timeout": REDIS_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        },
    }
}
# In the database alone: a copy in a cache that was away for a while would bring ended sessions back.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_MINUTES = 60  # without a request until a session ends; pages warn five minutes before

CELERY_BROKER_URL = REDIS_URL
_BROKER_SECONDS = 10.0  # the worker listens: it waits longer than a page may
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": _BROKER_SECONDS,
    "socket_connect_timeout": REDIS_SECONDS,
    "retry_on_timeout": True,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
INTEREST_MONTHS = env.int("INTEREST_MONTHS", default=12)  # our own; no published rule names a period
DIGEST_HOUR = env.int("DIGEST_HOUR", default=22)  # UTC; 7 o'clock in the morning in Japan
NIGHT_HOUR = env.int("NIGHT_HOUR", default=17)  # UTC; 2 o'clock at night in Japan
# Personal data: when, from where and on which device people signed in (docs/security.md).
SIGN_INS_KEPT_DAYS = env.int("SIGN_INS_KEPT_DAYS", default=180)
CELERY_BEAT_SCHEDULE = {
    "deliver-outbox": {"task": "common.tasks.deliver_outbox", "schedule": 5.0},
    "remind": {"task": "workflow.tasks.remind", "schedule": 3600.0},
    "escalate": {"task": "workflow.tasks.escalate", "schedule": 3600.0},
    "gather-digests": {"task": "workflow.tasks.gather_digests", "schedule": crontab(hour=str(DIGEST_HOUR), minute="0")},
    "close-calls": {"task": "projects.tasks.close_calls", "schedule": 3600.0},
    "execute-requests": {"task": "registry.tasks.execute_requests", "schedule": 60.0},
    "sequence-log": {"task": "registry.tasks.sequence_log", "schedule": 30.0},
    "ask-confirmations": {"task": "registry.tasks.ask_confirmations", "schedule": 3600.0},
    "freeze-formats": {"task": "credits.tasks.freeze_formats", "schedule": 3600.0},
    "inspect-book": {"task": "registry.tasks.inspect_book", "schedule": crontab(hour=str(NIGHT_HOUR), minute="0")},
    "cosign-log": {"task": "registry.tasks.cosign_log", "schedule": 30.0},
    "expire-designations": {"task": "committee.tasks.expire_designations", "schedule": 3600.0},
    "look-for-accounts-of-one-person": {"task": "partners.tasks.look_for_aliases", "schedule": 3600.0},
    "count-addresses": {"task": "partners.tasks.count_addresses", "schedule": 900.0},
    "forget-sent-forms": {"task": "common.tasks.forget_sent_forms", "schedule": 86400.0},
    "forget-sign-ins": {"task": "partners.tasks.forget_sign_ins", "schedule": 86400.0},
    "conclude-decisions": {"task": "committee.tasks.conclude_decisions", "schedule": 3600.0},
}
# What nobody has taken when the next one comes is dropped: a worker that was away for a day finds no backlog of it.
for _entry in CELERY_BEAT_SCHEDULE.values():
    _seconds = _entry["schedule"] if isinstance(_entry["schedule"], float) else 86_400.0
    _entry["options"] = {"expire_seconds": int(max(_seconds, 60.0))}

COUNTRY_MODEL = "partners.PartnerCountry"  # whose code a paper bears (common.models.papers)
AUTH_USER_MODEL = "partners.User"
# One is enough: a second one would hash each wrong password again. Addresses are found whatever their case (`User`).
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who is not known gets no mail, whoever asks for it
ACCOUNT_ADAPTER = "partners.people.forms.accounts.InvitationOnlyAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever types a stranger's address makes us send nothing
# By address and by account, apart: who guesses from one place shuts out neither others nor other places.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/5m/ip,5/5m/key"}
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when password, address or second factor change
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "partners.people.forms.keys.AddKeyForm",
    "authenticate_webauthn": "partners.people.forms.keys.AuthenticateByKeyForm",
    "login_webauthn": "partners.people.forms.keys.SignInByKeyForm",
    "reauthenticate_webauthn": "partners.people.forms.keys.ReauthenticateByKeyForm",
}
# People who approve or issue, and those of the back office, must have a second factor.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=PRODUCTION)
PASSWORD_RESET_TIMEOUT = 2 * 86_400  # seconds that a mailed link to set a password lives; it works once
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "jcm_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
_S3 = env.str("S3_BUCKET", default="")
FILES_IN_BUCKET = bool(_S3)
STORAGES = {
    "default": (
        {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": _S3}}
        if _S3
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or TESTING
            else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
            if DEMO  # compressing takes most of a minute
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# Maps are for who debugs a package's script: to compress them would take longer than everything else.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_BYTES", default=20 * 1024 * 1024)
UPLOAD_DAY_BYTES = env.int("UPLOAD_DAY_BYTES", default=1024 * 1024 * 1024)  # of one person
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_TIMEOUT = 20  # a server that does not answer holds the worker no longer
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="jcm-platform@localhost")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "jcm_platform.portal.authentication.TokenOfSomebody",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "common.problems.problem_response",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "JCM platform",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "common.problems.describe_problems",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
X_FRAME_OPTIONS = "DENY"

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # the package believes any X-Forwarded-For; ours is bound by `public`

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jcm_platform.logs.json_formatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"weasyprint.progress": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
    "root": {"handlers": ["out"], "level": env.str("LOG_LEVEL", default="WARNING" if TESTING else "INFO").upper()},
}

# What the JCM has set out to do: Japan's NDC of February 2025, accumulated, not the credit amount (source document).
TARGETS_TCO2E = {2030: 100_000_000, 2040: 200_000_000}
