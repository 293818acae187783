"""Addresses of assessments of reference emissions."""

from django.urls import path

from projects.references import views as references

_design = "projects/<str:slug>/pdd/<int:version>/"
urlpatterns = [
    path(f"{_design}reference-assessment/start/", references.ReferenceStart.as_view(), name="reference-start"),
    path("reference-assessments/<int:pk>/", references.reference_page, name="reference-page"),
    path(
        "reference-assessments/<int:pk>/edit/<slug:section>/", references.ReferenceEdit.as_view(), name="reference-edit"
    ),
    path("reference-assessments/<int:pk>/submit/", references.ReferenceSubmit.as_view(), name="reference-submit"),
    path(
        "reference-assessments/<int:pk>/return-to-participant/",
        references.ReferenceReturn.as_view(),
        name="reference-return",
    ),
    path("reference-assessments/<int:pk>/accept/", references.ReferenceAccept.as_view(), name="reference-accept"),
    path("reference-assessments/<int:pk>/assess/", references.ReferenceAssess.as_view(), name="reference-assess"),
    path("reference-assessments/<int:pk>/forward/", references.ReferenceForward.as_view(), name="reference-forward"),
    path("reference-assessments/<int:pk>/withdraw/", references.ReferenceWithdraw.as_view(), name="reference-withdraw"),
]
