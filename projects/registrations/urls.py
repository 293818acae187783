"""Addresses of registration requests."""

from django.urls import path

from projects.registrations import views as registrations

urlpatterns = [
    path(
        "projects/<str:slug>/registration/start/", registrations.RegistrationStart.as_view(), name="registration-start"
    ),
    path("registrations/<int:pk>/", registrations.registration_page, name="registration-page"),
    path(
        "registrations/<int:pk>/edit/<slug:section>/",
        registrations.RegistrationEdit.as_view(),
        name="registration-edit",
    ),
    path("registrations/<int:pk>/submit/", registrations.RegistrationSubmit.as_view(), name="registration-submit"),
    path("registrations/<int:pk>/forward/", registrations.RegistrationForward.as_view(), name="registration-forward"),
    path(
        "registrations/<int:pk>/return-to-participant/",
        registrations.RegistrationReturn.as_view(),
        name="registration-return",
    ),
    path("registrations/<int:pk>/fee/", registrations.RegistrationFee.as_view(), name="registration-fee"),
    path(
        "registrations/<int:pk>/withdraw/", registrations.RegistrationWithdraw.as_view(), name="registration-withdraw"
    ),
]
