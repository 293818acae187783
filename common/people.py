"""People, as far as the ground floor knows them."""

from typing import Any

type Person = Any  # of whatever model the settings name, or an anonymous visitor: this floor knows neither
