"""The leanest Django that still uses its ORM: no middleware, connections that stay open."""

import os
import urllib.parse

PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA cache_size=-65536;"
    "PRAGMA mmap_size=268435456;"
)


def sqlite(folder: str) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.path.join(folder, "bench.sqlite"),
        "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
    }


def postgres(url: str) -> dict:
    parts = urllib.parse.urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "HOST": parts.hostname,
        "PORT": parts.port,
        # Django turns prepared statements off for poolers; there is none here.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 0},
    }


ENGINES = {"sqlite": sqlite, "postgres": postgres}
DATABASES = {"default": ENGINES[os.environ["BENCH_ENGINE"]](os.environ["BENCH_STORE"])}
DATABASES["default"]["CONN_MAX_AGE"] = None

SECRET_KEY = "the bench signs nothing"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django_app"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "django_app.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_I18N = False
USE_TZ = False
LOGGING_CONFIG = None
