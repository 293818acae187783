"""Every procedure of the cycle, in its order."""

from typing import Any

from projects.capabilities import modules
from workflow.procedures import Procedure

ALL: tuple[Procedure[Any], ...] = tuple(one for module in modules("procedure") for one in module.PROCEDURES)
