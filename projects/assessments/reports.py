"""Reports of validations and verifications, read from their data: as handed in, or as they stand now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dateparse import parse_date, parse_datetime

from common import clock
from common.refusals import Sentence
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.models.teams import TeamRole
from projects.assessments.states.assessments import FindingState
from projects.assessments.states.reports import FACTS
from projects.papers.selectors import versions
from workflow import procedures
from workflow.papers import checks as drafts
from workflow.procedures import HandedIn


@dataclass(frozen=True)
class TopicText:
    """What a report says on one topic."""

    title: Sentence
    assessed: str
    conclusion: str
    confidential: str


@dataclass(frozen=True)
class Member:
    """A member of the team as the report names them."""

    name: str
    role: Sentence
    declared_at: datetime | None


@dataclass(frozen=True)
class Report:
    """A report with everything that its form asks for; the public one is without what is confidential."""

    code: str
    assessment: Validation | Verification
    is_final: bool
    is_public: bool
    texts: Mapping[str, str]
    topics: Sequence[TopicText]
    members: Sequence[Member]
    findings: Sequence[tuple[str, str, Sentence]]
    amounts: Sequence[tuple[int, int]]
    visited_on: date | None


def read(assessment: Validation | Verification, *, public: bool = False) -> Report:
    """The report of an assessment: the last version handed in, or what is written so far."""
    version = versions.of_paper(assessment).last()
    answers = version.answers if version else drafts.words_of(assessment, _handed_in(assessment).answers)
    topics = [_topic(topic.title, answers.get(topic.name) or {}, public=public) for topic in assessment.topics_asked]
    hidden = {"interviewees"} if public else set()
    texts = {name: value for name, value in answers.items() if isinstance(value, str) and name not in {*hidden, *FACTS}}
    return Report(
        code=version.form_code if version else code_of(assessment),
        assessment=assessment,
        is_final=version is not None,
        is_public=public,
        texts=texts,
        topics=topics,
        members=[_member(row) for row in answers.get("members", [])],
        findings=[(code, topic, FindingState(state).label) for code, topic, state in answers.get("findings", [])],
        amounts=[(year, tonnes) for year, tonnes in answers.get("amounts", [])],
        visited_on=parse_date(answers.get("visited_on") or ""),
    )


def code_of(assessment: Validation | Verification) -> str:
    """The form's own name and version, as `JCM_MN_F_Vrf_Rep_ver02.1` (domain notes 1.5)."""
    return versions.form_code_of(assessment, _handed_in(assessment).form, clock.today())


def _handed_in(assessment: Validation | Verification) -> HandedIn:
    """What its entity hands in with an opinion, of either kind."""
    return procedures.of(assessment).handed_in["conclude_positive"]


def _topic(title: Sentence, answer: Mapping[str, str], *, public: bool) -> TopicText:
    confidential = "" if public else answer.get("confidential", "")
    return TopicText(title, answer.get("assessed", ""), answer.get("conclusion", ""), confidential)


def _member(row: Sequence[str]) -> Member:
    name, role, declared_at = row
    return Member(name, TeamRole(role).label, parse_datetime(declared_at) if declared_at else None)
