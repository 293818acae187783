"""Published records of `committee`: designated entities and decisions, from files."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from committee.decisions.models import Decision, DecisionForm, DecisionItem, DecisionKind, Outcome
from committee.decisions.states import DecisionState
from committee.designations.models import Designation, DesignationSpell, FormerName, Function, Standing
from committee.designations.states.designations import DesignationState
from common.models import Origin
from common.records import Cells, Change, Tally, keep, keeps, read, whole_day
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import User
from partners.services.published import country_of, file_of, scopes_in, sourced

REFERENCE = re.compile(r"[A-Z]{2}_?(?:PIN|AM|PM)?\d{3,6}")


OUTSIDE_BRACKETS = re.compile(r";(?![^(]*\))")


FORMER_NAME = re.compile(r"Formerly ([^;]+?)(?:;.*)?$")


ABBREVIATION = re.compile(r"\s*\([A-Z]{3,5}\)$")


# Words of a published decision that tell what it decides; the first that fits counts.
KIND_BY_WORDS = (
    (r"interim measure|exemption", "special_measure"),
    (r"no objection|_PIN\d|\bPIN\b", "pin"),
    (r"registration", "registration"),
    (r"issuance", "issuance"),
    (r"TPE|designation|additional scope|scopes? \d|ISO 14065", "tpe"),
    (r"_AM\d|_PM\d|methodolog", "methodology"),
    (r"rule|guideline|Article 6 revision|forms?\b", "rules"),
)


# Words that prove a result; where none stands, the outcome is "not published".
PROVES_APPROVAL = re.compile(
    r"no objection|approved|registrations? of|\d registrations|registration in|\w+ registration|issuance for|adopted"
    r"|^rules|version \d|revised rules|rule set|^TPEs?:|extension of|re-designation|^[A-Z]{2}_AM\d|interim measure"
    r"|exemption of|first (rules|guidelines)|revision of rules|form revisions|JC rules"
    r"|first issuance in Kenya",
    re.IGNORECASE,
)


keeps(Designation, Decision)
DATA = Path(__file__).resolve().parent.parent.parent / "data"


def load(*, directory: Path | None, by: User, at: datetime) -> Iterator[Tally]:
    """Read every file of `committee`, one after the other; yields what each did.

    Args:
        directory: where newer files lie; a file that is not there is taken from the project's own data.
    """
    for name, row_of in (("tpes", _tpe), ("jc_meetings", _decision)):
        tally = Tally(name)
        with transaction.atomic():
            for cells in read(file_of(directory, DATA, name)):
                tally.add(row_of(cells, by, at))
        yield tally


def _tpe(cells: Cells, by: User, at: datetime) -> Change:
    name = ABBREVIATION.sub("", cells["name"])
    entity, _made = Organisation.objects.get_or_create(
        name=name, kind=OrganisationKind.TPE, defaults={"side": Side.JAPAN, "origin": Origin.IMPORTED}
    )
    withdrawn = cells["status"].startswith("withdrawn")
    key = cells["ref"] or f"{cells['country']}:{cells['name']}:{cells['designated_date']}"
    known = Designation.objects.filter(import_key=key).first()
    if known is not None and known.imported_values == dict(cells):
        return Change.UNCHANGED  # what happened to it here since stays
    values = {
        "reference": cells["ref"],
        "organisation": entity,
        "country": country_of(cells["country"]),
        "state": DesignationState.WITHDRAWN if withdrawn else DesignationState.DESIGNATED,
        "designated_on": whole_day(cells["designated_date"]),
        "scopes_until": whole_day(cells["scopes_until"]),
        **sourced(cells, status="ref_status"),
    }
    designation, change = keep(Designation, find={"import_key": key}, values=values, by=by, at=at)
    designation.validation_scopes.set(scopes_in(cells["validation_scopes"]))
    designation.verification_scopes.set(scopes_in(cells["verification_scopes"]))
    _spells_as_published(designation)
    former = FORMER_NAME.match(cells["note"])
    if former:
        FormerName.objects.get_or_create(organisation=entity, name=former.group(1).strip())
    return change


def _spells_as_published(designation: Designation) -> None:
    """One spell a scope, from the published day of designation on; why and when one was lost is not published."""
    withdrawn = designation.state == DesignationState.WITHDRAWN
    facts = {
        "standing": Standing.WITHDRAWN if withdrawn else Standing.IN_FORCE,
        "since": designation.designated_on,
        "valid_until": designation.scopes_until,
    }
    listed = [(f, scope) for f in Function.values for scope in getattr(designation, f"{f}_scopes").all()]
    for function, scope in [("", None), *listed]:
        DesignationSpell.objects.update_or_create(
            designation=designation, function=function, scope=scope, ended_on=None, defaults=facts
        )


def _form_of(kind: str) -> DecisionForm:
    if kind == "meeting":
        return DecisionForm.MEETING
    return DecisionForm.ELECTRONIC if kind.startswith("electronic") else DecisionForm.OTHER


def _decision(cells: Cells, by: User, at: datetime) -> Change:
    number = _number_of(cells)
    values = {
        "country": country_of(cells["country"]),
        "form": _form_of(cells["kind"]),
        "ordinal": int(cells["ordinal"]) if cells["ordinal"] else None,
        "place": cells["place"],
        "published_text": cells["decisions"],
        "decided_on": whole_day(cells["date"]),
        "date_as_published": cells["date"],
        "state": DecisionState.ADOPTED,
        **sourced(cells),
    }
    decision, change = keep(Decision, find={"number": number}, values=values, by=by, at=at)
    if change != Change.UNCHANGED:
        DecisionItem.objects.filter(decision=decision).delete()
        for words, reference in _items_in(cells["decisions"]):
            DecisionItem.objects.create(
                decision=decision,
                kind=_kind_of(words),
                title=words[0].upper() + words[1:],
                reference=reference,
                outcome=_outcome_of(words),
            )
    return change


def _number_of(cells: Cells) -> str:
    """Country and date as published; a meeting whose date became known is known by its ordinal."""
    if cells["kind"] == "meeting" and cells["ordinal"]:
        meetings = Decision.objects.filter(country__iso2=cells["country"], form=DecisionForm.MEETING)
        known = meetings.filter(ordinal=int(cells["ordinal"]), origin=Origin.IMPORTED).first()
        if known is not None:
            return known.number
    return f"{cells['country']}-{slugify(cells['date'])}"[:40]


def _items_in(text: str) -> Iterator[tuple[str, str]]:
    """Each thing decided with its reference, where one is named; a list of references is one item each."""
    for part in filter(None, (piece.strip() for piece in OUTSIDE_BRACKETS.split(text))):
        deed, colon, listed = part.partition(": ")
        references = listed.split(", ") if colon else []
        if references and all(REFERENCE.fullmatch(each) for each in references):
            yield from ((f"{deed}: {each}", each) for each in references)
        else:
            named = REFERENCE.findall(part)
            yield part, named[0] if len(named) == 1 else ""


def _kind_of(words: str) -> str:
    for pattern, kind in KIND_BY_WORDS:
        if re.search(pattern, words, re.IGNORECASE):
            return kind
    return DecisionKind.PUBLISHED


def _outcome_of(words: str) -> Outcome:
    """Approved only where the words prove it, and say so without "inferred"."""
    proven = PROVES_APPROVAL.search(words) and "inferred" not in words and not words.startswith("Decision on")
    return Outcome.APPROVED if proven else Outcome.NOT_STATED
