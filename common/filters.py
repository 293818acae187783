"""Filters of lists whose values are judged as the house's forms judge them."""

import django_filters as filters

from common.widgets import DateField, YearField


class DayFilter(filters.DateFilter):
    """A day between the first and the last that the house takes."""

    field_class = DateField


class YearFilter(filters.Filter):
    """A calendar year; `NumberFilter` takes decimals with exponents, which are dear to convert."""

    field_class = YearField
