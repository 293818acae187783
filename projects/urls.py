"""Addresses of projects."""

from django.urls import path

from projects.views import assessments, designs, documents, inputs, monitoring, pins, projects, registrations, work

app_name = "projects"
_design = "projects/<str:slug>/pdd/<int:version>/"
_report = "projects/<str:slug>/monitoring/<int:number>/"
urlpatterns = [
    path("my-work/", work.my_work, name="my-work"),
    path("pins/start/", pins.pin_start, name="pin-start"),
    path("pins/<str:slug>/", pins.pin_page, name="pin-page"),
    path("pins/<str:slug>/edit/<slug:section>/", pins.pin_edit, name="pin-edit"),
    path("pins/<str:slug>/submit/", pins.pin_submit, name="pin-submit"),
    path("pins/<str:slug>/forward/", pins.pin_forward, name="pin-forward"),
    path("pins/<str:slug>/return-to-participant/", pins.pin_return, name="pin-return"),
    path("pins/<str:slug>/withdraw/", pins.pin_withdraw, name="pin-withdraw"),
    path("projects/<str:slug>/", projects.project_page, name="project-page"),
    path("projects/<str:slug>/participants/add/", projects.participant_add, name="participant-add"),
    path("projects/<str:slug>/withdraw/", projects.project_withdraw, name="project-withdraw"),
    path("projects/<str:slug>/pdd/start/", designs.design_start, name="design-start"),
    path("projects/<str:slug>/registration/start/", registrations.registration_start, name="registration-start"),
    path("projects/<str:slug>/monitoring/start/", monitoring.monitoring_start, name="monitoring-start"),
    path(_design, designs.design_page, name="design-page"),
    path(f"{_design}edit/<slug:section>/", designs.design_edit, name="design-edit"),
    path(f"{_design}submit/", designs.design_submit, name="design-submit"),
    path(f"{_design}open-inputs/", designs.design_publish, name="design-publish"),
    path(f"{_design}return-to-participant/", designs.design_return, name="design-return"),
    path(f"{_design}withdraw/", designs.design_withdraw, name="design-withdraw"),
    path(f"{_design}validation/", designs.design_assign, name="design-assign"),
    path("calls/<int:pk>/", inputs.call_page, name="call-page"),
    path("calls/<int:pk>/thanks/", inputs.call_thanks, name="call-thanks"),
    path("calls/<int:pk>/respond/", inputs.call_respond, name="call-respond"),
    path("comments/<int:pk>/publish/", inputs.comment_publish, name="comment-publish"),
    path("comments/<int:pk>/withhold/", inputs.comment_withhold, name="comment-withhold"),
    path("validations/<int:pk>/", assessments.validation_page, name="validation-page"),
    path("validations/<int:pk>/accept/", assessments.validation_accept, name="validation-accept"),
    path("validations/<int:pk>/decline/", assessments.validation_decline, name="validation-decline"),
    path("validations/<int:pk>/report/", assessments.validation_report, name="validation-report"),
    path("validations/<int:pk>/findings/raise/", assessments.validation_finding, name="validation-finding"),
    path("validations/<int:pk>/conclude/", assessments.validation_conclude, name="validation-conclude"),
    path("verifications/<int:pk>/", assessments.verification_page, name="verification-page"),
    path("verifications/<int:pk>/accept/", assessments.verification_accept, name="verification-accept"),
    path("verifications/<int:pk>/decline/", assessments.verification_decline, name="verification-decline"),
    path("verifications/<int:pk>/report/", assessments.verification_report, name="verification-report"),
    path("verifications/<int:pk>/findings/raise/", assessments.verification_finding, name="verification-finding"),
    path("verifications/<int:pk>/conclude/", assessments.verification_conclude, name="verification-conclude"),
    path("findings/<int:pk>/", assessments.finding_page, name="finding-page"),
    path("findings/<int:pk>/answer/", assessments.finding_answer, name="finding-answer"),
    path("findings/<int:pk>/ask-again/", assessments.finding_ask_again, name="finding-ask-again"),
    path("findings/<int:pk>/close/", assessments.finding_close, name="finding-close"),
    path("registrations/<int:pk>/", registrations.registration_page, name="registration-page"),
    path("registrations/<int:pk>/edit/", registrations.registration_edit, name="registration-edit"),
    path("registrations/<int:pk>/submit/", registrations.registration_submit, name="registration-submit"),
    path("registrations/<int:pk>/forward/", registrations.registration_forward, name="registration-forward"),
    path(
        "registrations/<int:pk>/return-to-participant/", registrations.registration_return, name="registration-return"
    ),
    path("registrations/<int:pk>/withdraw/", registrations.registration_withdraw, name="registration-withdraw"),
    path(_report, monitoring.monitoring_page, name="monitoring-page"),
    path(f"{_report}edit/<slug:section>/", monitoring.monitoring_edit, name="monitoring-edit"),
    path(f"{_report}submit/", monitoring.monitoring_submit, name="monitoring-submit"),
    path(f"{_report}withdraw/", monitoring.monitoring_withdraw, name="monitoring-withdraw"),
    path(f"{_report}verification/", monitoring.monitoring_assign, name="monitoring-assign"),
    path("papers/<slug:kind>/<int:pk>/files/<slug:slot>/", documents.document_attach, name="document-attach"),
    path("files/<int:pk>/<slug:which>/", documents.document_file, name="document-file"),
]
