"""Addresses of partners."""

from django.urls import path

from partners.views import decisions, inbox, people, people_lists

app_name = "partners"
urlpatterns = [
    path("inbox/", inbox.inbox_page, name="inbox"),
    path("inbox/read/", inbox.notices_read, name="notices-read"),
    path("profile/", people.profile, name="profile"),
    path("desk/decisions/", decisions.decision_desk, name="decision-desk"),
    path("decisions/<str:number>/", decisions.decision_page, name="decision-page"),
    path("decisions/<str:number>/answer/", decisions.decision_answer, name="decision-answer"),
    path("decisions/<str:number>/circulate/", decisions.decision_circulate, name="decision-circulate"),
    path("decisions/<str:number>/reject/", decisions.decision_reject, name="decision-reject"),
    path("decisions/<str:number>/files/<int:pk>/", decisions.decision_file, name="decision-file"),
    path("people/", people_lists.person_list, name="person-list"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/<int:pk>/", people.person_page, name="person-page"),
    path("people/<int:pk>/suspend/", people.person_suspend, name="person-suspend"),
    path("people/<int:pk>/reinstate/", people.person_reinstate, name="person-reinstate"),
    path("appointments/<int:pk>/end/", people.appointment_end, name="appointment-end"),
    path("organisations/", people_lists.organisation_list, name="organisation-list"),
    path("organisations/<int:pk>/", people.organisation_page, name="organisation-page"),
]
