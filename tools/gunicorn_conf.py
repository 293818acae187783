"""gunicorn, for the demo and production alike; the environment changes what differs."""

import os
from typing import Any

from prometheus_client import multiprocess

wsgi_app = "jcm_platform.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # one import for all workers; settings open no connection at import
timeout = 60
graceful_timeout = 8
keepalive = 5
max_requests = 5_000
max_requests_jitter = 500
logger_class = "jcm_platform.logs.AccessLogger"
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")


def child_exit(_server: object, worker: Any) -> None:  # gunicorn's own
    """The figures of a process that ended are kept, but no longer as those of a living one."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # the package's
