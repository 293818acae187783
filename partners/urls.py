"""Addresses of partners."""

from django.urls import path

from partners.people.views import committees, people, profile
from partners.people.views import lists as people_lists

app_name = "partners"
urlpatterns = [
    path("profile/", profile.Profile.as_view(), name="profile"),
    path("profile/sign-ins/", profile.SignIns.as_view(), name="sign-ins"),
    path("profile/address/", profile.AddressAsk.as_view(), name="address-change"),
    path("profile/address/keep/", profile.AddressKeep.as_view(), name="address-keep"),
    path("address/prove/<str:token>/", profile.AddressProve.as_view(), name="address-prove"),
    path("address/stop/<str:token>/", profile.AddressStop.as_view(), name="address-stop"),
    path("committees/<str:iso2>/", committees.committee_page, name="committee-page"),
    path("committees/<str:iso2>/seat/", committees.CommitteeSeat.as_view(), name="committee-seat"),
    path("committees/<str:iso2>/seats/<int:pk>/end/", committees.SeatEnd.as_view(), name="seat-end"),
    path("committees/<str:iso2>/alternate/", committees.AlternateName.as_view(), name="alternate-name"),
    path("committees/<str:iso2>/declaration/", committees.YearDeclare.as_view(), name="year-declare"),
    path("people/", people_lists.person_list, name="person-list"),
    path("people/invite/", people.PersonInvite.as_view(), name="person-invite"),
    path("people/<int:pk>/role/", people.PersonRole.as_view(), name="person-role"),
    path("people/<int:pk>/identity/", people.PersonProve.as_view(), name="person-prove"),
    path("people/<int:pk>/", people.person_page, name="person-page"),
    path("people/<int:pk>/name/", people.PersonRename.as_view(), name="person-rename"),
    path("people/<int:pk>/second-factor/", people.PersonFactor.as_view(), name="person-factor"),
    path("people/<int:pk>/suspend/", people.PersonSuspend.as_view(), name="person-suspend"),
    path("people/<int:pk>/reinstate/", people.PersonReinstate.as_view(), name="person-reinstate"),
    path("appointments/<int:pk>/lead/", people.AppointmentLead.as_view(), name="appointment-lead"),
    path("appointments/<int:pk>/end/", people.AppointmentEnd.as_view(), name="appointment-end"),
    path("organisations/", people_lists.organisation_list, name="organisation-list"),
    path("organisations/<int:pk>/", people.organisation_page, name="organisation-page"),
]
