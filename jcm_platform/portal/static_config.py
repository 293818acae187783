"""What of the packages' static files is collected: what a browser reads, not what it was made from."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticConfig(StaticFilesConfig):
    """Sources of style sheets, modules for bundlers and a second viewer of the API cost much time, for nobody."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.scss", "*.mjs", "redoc"]
