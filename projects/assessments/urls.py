"""Addresses of validations, verifications and findings."""

from django.urls import path

from projects.assessments.views import assessments, findings, validations, verifications

urlpatterns = [
    path("validations/<int:pk>/", validations.ValidationPage.as_view(), name="validation-page"),
    path("validations/<int:pk>/accept/", validations.ValidationAccept.as_view(), name="validation-accept"),
    path("validations/<int:pk>/decline/", validations.ValidationDecline.as_view(), name="validation-decline"),
    path("validations/<int:pk>/release/", validations.ValidationRelease.as_view(), name="validation-release"),
    path("validations/<int:pk>/read/", validations.ValidationRead.as_view(), name="validation-read"),
    path("validations/<int:pk>/report/", validations.ValidationReport.as_view(), name="validation-report"),
    path("validations/<int:pk>/report/<slug:which>/pdf/", validations.ValidationPdf.as_view(), name="validation-pdf"),
    path("validations/<int:pk>/edit/<slug:section>/", validations.ValidationEdit.as_view(), name="validation-edit"),
    path("validations/<int:pk>/team/add/", validations.ValidationMember.as_view(), name="validation-member"),
    path("validations/<int:pk>/findings/raise/", validations.ValidationFinding.as_view(), name="validation-finding"),
    path("validations/<int:pk>/conclude/", validations.ValidationConclude.as_view(), name="validation-conclude"),
    path("verifications/<int:pk>/", verifications.VerificationPage.as_view(), name="verification-page"),
    path("verifications/<int:pk>/accept/", verifications.VerificationAccept.as_view(), name="verification-accept"),
    path("verifications/<int:pk>/decline/", verifications.VerificationDecline.as_view(), name="verification-decline"),
    path("verifications/<int:pk>/release/", verifications.VerificationRelease.as_view(), name="verification-release"),
    path("verifications/<int:pk>/read/", verifications.VerificationRead.as_view(), name="verification-read"),
    path("verifications/<int:pk>/report/", verifications.VerificationReport.as_view(), name="verification-report"),
    path(
        "verifications/<int:pk>/report/<slug:which>/pdf/",
        verifications.VerificationPdf.as_view(),
        name="verification-pdf",
    ),
    path(
        "verifications/<int:pk>/edit/<slug:section>/",
        verifications.VerificationEdit.as_view(),
        name="verification-edit",
    ),
    path("verifications/<int:pk>/team/add/", verifications.VerificationMember.as_view(), name="verification-member"),
    path(
        "verifications/<int:pk>/findings/raise/",
        verifications.VerificationFinding.as_view(),
        name="verification-finding",
    ),
    path(
        "verifications/<int:pk>/conclude/", verifications.VerificationConclude.as_view(), name="verification-conclude"
    ),
    path("team-members/<int:pk>/declare/", assessments.MemberDeclare.as_view(), name="member-declare"),
    path("team-members/<int:pk>/remove/", assessments.MemberRemove.as_view(), name="member-remove"),
    path("findings/<int:pk>/", findings.finding_page, name="finding-page"),
    path("findings/<int:pk>/files/<int:file>/", findings.finding_file, name="finding-file"),
    path("findings/<int:pk>/answer/", findings.FindingAnswer.as_view(), name="finding-answer"),
    path("findings/<int:pk>/ask-again/", findings.FindingAskAgain.as_view(), name="finding-ask-again"),
    path("findings/<int:pk>/close/", findings.FindingClose.as_view(), name="finding-close"),
    path("findings/<int:pk>/reopen/", findings.FindingReopen.as_view(), name="finding-reopen"),
    path("findings/<int:pk>/carry-on/", findings.FindingCarryOn.as_view(), name="finding-carry-on"),
    path("findings/<int:pk>/open-parts/", findings.FindingOpenParts.as_view(), name="finding-open-parts"),
    path("findings/<int:pk>/write/", findings.FindingWrite.as_view(), name="finding-write"),
]
