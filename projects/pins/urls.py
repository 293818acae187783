"""Addresses of PINs."""

from django.urls import path

from projects.pins import views as pins

urlpatterns = [
    path("pins/start/", pins.PinStart.as_view(), name="pin-start"),
    path("pins/<str:slug>/", pins.pin_page, name="pin-page"),
    path("pins/<str:slug>/edit/<slug:section>/", pins.PinEdit.as_view(), name="pin-edit"),
    path("pins/<str:slug>/submit/", pins.PinSubmit.as_view(), name="pin-submit"),
    path("pins/<str:slug>/forward/", pins.PinForward.as_view(), name="pin-forward"),
    path("pins/<str:slug>/return-to-participant/", pins.PinReturn.as_view(), name="pin-return"),
    path("pins/<str:slug>/withdraw/", pins.PinWithdraw.as_view(), name="pin-withdraw"),
]
