"""Compile every template of the project, so that a wrong tag or a missing parent is found without a request."""

import os
import sys
from pathlib import Path

import django

BASE = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print each template that does not compile; return how many."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")
    django.setup()
    from django.template import TemplateSyntaxError, engines
    from django.template.exceptions import TemplateDoesNotExist

    wrong = 0
    for path in sorted(BASE.glob("templates/**/*.*")):
        name = str(path.relative_to(BASE / "templates"))
        try:
            engines["django"].get_template(name)
        except (TemplateSyntaxError, TemplateDoesNotExist) as problem:
            print(f"{name}: {problem}")
            wrong += 1
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
