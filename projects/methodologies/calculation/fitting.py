"""Whether what is given fits a definition: everything that is asked, in its bounds, nothing twice, nothing unknown."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import UTC, date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from common.text import shortened
from projects.methodologies.calculation import precision, values
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.given import Inputs, Reading, bounds

MOST_ITEMS = 1_000
MOST_YEARS = 30
MOST_WORK = 1_000_000  # nodes of formulas, for every item and year; years of every decay


def judge(definition: Definition, inputs: Inputs) -> None:
    """Whether a calculation can be made of these. Raises: Refused MTH-61 to MTH-69, MTH-73, MTH-75, MTH-76."""
    if inputs.last < inputs.first:
        raise _refused("MTH-61", _("The last day lies before the first day. Change one of them."), "last")
    if inputs.last.year - inputs.first.year >= MOST_YEARS:
        raise _refused("MTH-61", _("A period has at most %(most)s years. Shorten it."), "last", most=MOST_YEARS)
    read = {(reading.symbol, reading.item) for reading in inputs.readings}
    _known(inputs.values, definition.of_project, "")
    _choices_fit(definition, inputs)
    for parameter in definition.of_project:
        _given(parameter, inputs.values, parameter.symbol, inputs, has_readings=(parameter.symbol, "") in read)
    _items_fit(definition, inputs, read)
    _work_fits(definition, inputs)
    _readings_fit(definition, inputs)
    _deposits_fit(definition, inputs)


def _refused(number: str, sentence: Sentence, where: str, /, **params: object) -> Refused:
    return Refused(number, sentence, field=where, params=params)


def _known(given: Iterable[str], parameters: Iterable[Parameter], where: str) -> None:
    known = {parameter.symbol for parameter in parameters}
    unknown = next((symbol for symbol in given if symbol not in known), None)
    if unknown is not None:
        raise _refused(
            "MTH-60",
            _("“%(key)s” is not known here. Known: %(known)s."),
            where or shortened(unknown),
            key=shortened(unknown),
            known=", ".join(sorted(known)) or "–",
        )


def _choices_fit(definition: Definition, inputs: Inputs) -> None:
    able = [parameter for parameter in definition.parameters if parameter.choices]
    _known(inputs.choices, able, "choices")
    for parameter in able:
        chosen = inputs.choices.get(parameter.symbol, 0)
        if not 0 <= chosen < len(parameter.choices):
            raise _refused(
                "MTH-64",
                _("%(symbol)s: choose one of 0 to %(most)s."),
                parameter.symbol,
                symbol=parameter.symbol,
                most=len(parameter.choices) - 1,
            )


def _items_fit(definition: Definition, inputs: Inputs, read: Container[tuple[str, str]]) -> None:
    unknown = set(inputs.items) - {group.key for group in definition.groups}
    if unknown:
        raise _refused("MTH-68", _("There is no group “%(name)s” here."), "items", name=shortened(min(unknown)))
    for group in definition.groups:
        items, parameters = inputs.items.get(group.key, ()), definition.of_group(group.key)
        if not 1 <= len(items) <= MOST_ITEMS:
            raise _refused(
                "MTH-68",
                _("Give at least one item and at most %(most)s of: %(group)s."),
                group.key,
                most=f"{MOST_ITEMS:,}",
                group=group.name,
            )
        twice = [name for name, times in Counter(item.name for item in items).items() if times > 1]
        if twice:
            raise _refused(
                "MTH-68", _("Two items are called “%(name)s”. Give each a name of its own."), group.key, name=twice[0]
            )
        for number, item in enumerate(items, 1):
            _known(item.values, parameters, f"{group.key}.{number}")
            for parameter in parameters:
                where = f"{group.key}.{number}.{parameter.symbol}"
                _given(parameter, item.values, where, inputs, has_readings=(parameter.symbol, item.name) in read)


def _given(
    parameter: Parameter, given: Mapping[str, Decimal], where: str, inputs: Inputs, *, has_readings: bool
) -> None:
    symbol, value, chosen = parameter.symbol, given.get(parameter.symbol), inputs.choices.get(parameter.symbol)
    if parameter.value is not None and value is not None and value != parameter.value:
        raise _refused(
            "MTH-65",
            _("%(symbol)s is set by the methodology: %(value)s. Leave it out."),
            where,
            symbol=symbol,
            value=values.said(parameter.value),
        )
    if has_readings and value is not None:
        raise _refused("MTH-69", _("%(symbol)s has readings: give no total beside them."), where, symbol=symbol)
    if chosen is not None and value is not None:
        raise _refused(
            "MTH-64", _("%(symbol)s is chosen and typed. Take out the value, or the choice."), where, symbol=symbol
        )
    if value is None and chosen is None and parameter.value is None and not has_readings:
        raise _refused(
            "MTH-62",
            _("Give %(symbol)s: %(meaning)s (%(unit)s)."),
            where,
            symbol=symbol,
            meaning=parameter.meaning,
            unit=parameter.unit,
        )
    if value is not None:
        _within(parameter, value, where)


def _within(parameter: Parameter, value: Decimal, where: str) -> None:
    for bound, is_out, sentence in (
        (parameter.least, parameter.least is not None and value < parameter.least, AT_LEAST),
        (parameter.most, parameter.most is not None and value > parameter.most, AT_MOST),
    ):
        if is_out and bound is not None:
            raise _refused(
                "MTH-63",
                sentence,
                where,
                symbol=parameter.symbol,
                value=shortened(values.said(value)),
                bound=values.said(bound),
                unit="" if parameter.unit == "1" else parameter.unit,
            )


AT_LEAST = _("%(symbol)s is %(value)s: it is at least %(bound)s %(unit)s. Check its unit and its sign.")
AT_MOST = _("%(symbol)s is %(value)s: it is at most %(bound)s %(unit)s. Check its unit.")


def _work_fits(definition: Definition, inputs: Inputs) -> None:
    years = inputs.last.year - inputs.first.year + 1
    counts = {key: len(rows) for key, rows in inputs.items.items()}
    oldest = min((year for _item, year in inputs.deposits), default=inputs.first.year)
    decayed = sum(counts[decay.group] for decay in definition.decays) * (inputs.last.year - oldest + 1)
    if (definition.work(counts) + decayed) * years > MOST_WORK:
        raise _refused(
            "MTH-73",
            _(
                "This is too much for one calculation: %(years)s years of %(items)s items. Shorten the period, or take "
                "items together."
            ),
            "last",
            years=years,
            items=f"{sum(counts.values()):,}",
        )


def _readings_fit(definition: Definition, inputs: Inputs) -> None:
    start, end = (instant.astimezone(UTC) for instant in bounds(inputs))
    items = {(key, item.name) for key, rows in inputs.items.items() for item in rows}
    totals: dict[tuple[str, str], Decimal] = {}
    with precision.sums():
        for number, reading in enumerate(inputs.readings, 1):
            parameter = monitored(definition, reading.symbol, number)
            _option_fits(parameter, reading, number)
            _item_fits(parameter, reading, number, items)
            if not start <= reading.first.astimezone(UTC) < reading.last.astimezone(UTC) <= end:
                raise _refused(
                    "MTH-67",
                    _("Reading %(number)s does not lie within the period, or ends before it begins. Check its days."),
                    f"readings.{number}",
                    number=number,
                )
            if parameter.adds == "mean" or (parameter.least is not None and parameter.least >= 0 > reading.value):
                _within(parameter, reading.value, f"readings.{number}")
            key = (reading.symbol, reading.item)
            totals[key] = totals.get(key, Decimal(0)) + reading.value
    for (symbol, _item), total in totals.items():
        if definition.parameter(symbol).adds == "sum":
            _within(definition.parameter(symbol), total, symbol)


def monitored(definition: Definition, symbol: str, number: int) -> Parameter:
    """The parameter that a reading is of. Raises: Refused MTH-66."""
    parameter = definition.by_symbol.get(symbol)
    if parameter is None or parameter.kind != "monitored":
        raise _refused(
            "MTH-66",
            _("Reading %(number)s is of “%(symbol)s”, which is not monitored here. Monitored are: %(known)s."),
            f"readings.{number}",
            number=number,
            symbol=shortened(symbol),
            known=", ".join(one.symbol for one in definition.monitored) or "–",
        )
    return parameter


def _option_fits(parameter: Parameter, reading: Reading, number: int) -> None:
    letters = [option.letter for option in parameter.options]
    if reading.option and letters and reading.option not in letters:
        raise _refused(
            "MTH-75",
            _("Reading %(number)s is of option “%(option)s”: %(symbol)s allows %(known)s."),
            f"readings.{number}",
            number=number,
            option=shortened(reading.option),
            symbol=parameter.symbol,
            known=", ".join(letters),
        )


def _item_fits(parameter: Parameter, reading: Reading, number: int, items: Container[tuple[str, str]]) -> None:
    if parameter.per and (parameter.per, reading.item) not in items:
        raise _refused(
            "MTH-66",
            _("Reading %(number)s is of “%(item)s”, which is no item here. Name it as among the items."),
            f"readings.{number}",
            number=number,
            item=shortened(reading.item),
        )
    if not parameter.per and reading.item:
        raise _refused(
            "MTH-66",
            _("Reading %(number)s names the item “%(item)s”: %(symbol)s is of the whole project. Name none."),
            f"readings.{number}",
            number=number,
            item=shortened(reading.item),
            symbol=parameter.symbol,
        )


def _deposits_fit(definition: Definition, inputs: Inputs) -> None:
    """Earlier deposits are of items of the decay, laid before the period; what is laid in it is monitored."""
    if not inputs.deposits:
        return
    if not definition.decays:
        raise _refused("MTH-66", _("This methodology knows no earlier deposits. Take them out."), "deposits")
    decay = definition.decays[0]
    known = {item.name for item in inputs.items.get(decay.group, ())}
    begins_within = inputs.first != date(inputs.first.year, 1, 1)
    latest = inputs.first.year if begins_within else inputs.first.year - 1
    for number, ((item, year), mass) in enumerate(inputs.deposits.items(), 1):
        where = f"deposits.{number}"
        if item not in known:
            raise _refused(
                "MTH-66",
                _("Deposit %(number)s is of “%(item)s”, which is no item here. Name it as among the items."),
                where,
                number=number,
                item=shortened(item),
            )
        if year > latest:
            raise _refused(
                "MTH-76",
                _(
                    "Deposit %(number)s is of %(year)s. Earlier deposits are of %(latest)s and before; later ones are "
                    "%(symbol)s of the period."
                ),
                where,
                number=number,
                year=year,
                latest=latest,
                symbol=decay.mass,
            )
        _within(definition.parameter(decay.mass), mass, where)
