"""Addresses of partners."""

from django.urls import path

from partners.people.views import committees, people, profile
from partners.people.views import lists as people_lists

app_name = "partners"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/address/", profile.address_change, name="address-change"),
    path("profile/address/keep/", profile.address_withdraw, name="address-keep"),
    path("address/prove/<str:token>/", profile.address_prove, name="address-prove"),
    path("address/stop/<str:token>/", profile.address_stop, name="address-stop"),
    path("committees/<str:iso2>/", committees.committee_page, name="committee-page"),
    path("committees/<str:iso2>/seat/", committees.committee_seat, name="committee-seat"),
    path("committees/<str:iso2>/seats/<int:pk>/end/", committees.seat_end, name="seat-end"),
    path("committees/<str:iso2>/alternate/", committees.alternate_name, name="alternate-name"),
    path("committees/<str:iso2>/declaration/", committees.year_declare, name="year-declare"),
    path("people/", people_lists.person_list, name="person-list"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/<int:pk>/role/", people.person_role, name="person-role"),
    path("people/<int:pk>/identity/", people.person_prove, name="person-prove"),
    path("people/<int:pk>/", people.person_page, name="person-page"),
    path("people/<int:pk>/suspend/", people.person_suspend, name="person-suspend"),
    path("people/<int:pk>/reinstate/", people.person_reinstate, name="person-reinstate"),
    path("appointments/<int:pk>/lead/", people.appointment_lead, name="appointment-lead"),
    path("appointments/<int:pk>/end/", people.appointment_end, name="appointment-end"),
    path("organisations/", people_lists.organisation_list, name="organisation-list"),
    path("organisations/<int:pk>/", people.organisation_page, name="organisation-page"),
]
