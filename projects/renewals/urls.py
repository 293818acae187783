"""Addresses of renewals of crediting periods."""

from django.urls import path

from projects.renewals import views as renewals

urlpatterns = [
    path("projects/<str:slug>/renewals/start/", renewals.RenewalStart.as_view(), name="renewal-start"),
    path("renewals/<int:pk>/", renewals.RenewalPage.as_view(), name="renewal-page"),
    path("renewals/<int:pk>/edit/<slug:section>/", renewals.RenewalEdit.as_view(), name="renewal-edit"),
    path("renewals/<int:pk>/submit/", renewals.RenewalSubmit.as_view(), name="renewal-submit"),
    path("renewals/<int:pk>/forward/", renewals.RenewalForward.as_view(), name="renewal-forward"),
    path("renewals/<int:pk>/return-to-participant/", renewals.RenewalReturn.as_view(), name="renewal-return"),
    path("renewals/<int:pk>/withdraw/", renewals.RenewalWithdraw.as_view(), name="renewal-withdraw"),
    path("renewals/<int:pk>/revise/", renewals.RenewalRevise.as_view(), name="renewal-revise"),
]
