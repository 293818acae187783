"""Every procedure of the cycle, a line each, in its order."""

from typing import Any

from projects.assessments.procedure import FindingProcedure, ValidationProcedure, VerificationProcedure
from projects.changes.procedure import ChangeProcedure
from projects.designs.procedure import DesignProcedure
from projects.endings.procedure import DeregistrationProcedure, WithdrawalProcedure
from projects.inputs.procedure import CallProcedure, PublicInputProcedure
from projects.letters.procedure import LetterProcedure
from projects.modalities.procedure import ModalitiesProcedure
from projects.monitoring.procedure import MonitoringProcedure
from projects.pins.procedure import PinProcedure
from projects.projects.procedure import ProjectProcedure
from projects.proposals.procedure import ProposalProcedure
from projects.references.procedure import ReferenceProcedure
from projects.registrations.procedure import RegistrationProcedure
from projects.renewals.procedure import RenewalProcedure
from projects.sustainability.procedure import SustainabilityProcedure
from workflow.procedures import Procedure

ALL: tuple[Procedure[Any], ...] = (
    ProjectProcedure(),
    PinProcedure(),
    ProposalProcedure(),
    ReferenceProcedure(),
    DesignProcedure(),
    CallProcedure(),
    PublicInputProcedure(),
    SustainabilityProcedure(),
    ValidationProcedure(),
    VerificationProcedure(),
    FindingProcedure(),
    ModalitiesProcedure(),
    RegistrationProcedure(),
    MonitoringProcedure(),
    ChangeProcedure(),
    RenewalProcedure(),
    WithdrawalProcedure(),
    DeregistrationProcedure(),
    LetterProcedure(),
)
