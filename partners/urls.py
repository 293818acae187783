"""Addresses of partners."""

from django.urls import path

from partners.views import applications, decisions, designations, inbox, people, people_lists

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
    path("tpe-applications/", applications.application_list, name="application-list"),
    path("tpe-applications/start/", applications.application_start, name="application-start"),
    path("tpe-applications/<int:pk>/", applications.application_page, name="application-page"),
    path("tpe-applications/<int:pk>/pdf/", applications.application_pdf, name="application-pdf"),
    path("tpe-applications/<int:pk>/edit/", applications.application_edit, name="application-edit"),
    path("tpe-applications/<int:pk>/files/", applications.application_attach, name="application-attach"),
    path("tpe-applications/<int:pk>/files/<int:file>/", applications.application_file, name="application-file"),
    path("tpe-applications/<int:pk>/submit/", applications.application_submit, name="application-submit"),
    path("tpe-applications/<int:pk>/return-to-entity/", applications.application_return, name="application-return"),
    path("tpe-applications/<int:pk>/forward/", applications.application_forward, name="application-forward"),
    path("tpe-applications/<int:pk>/withdraw/", applications.application_withdraw, name="application-withdraw"),
    path("designations/<int:pk>/", designations.designation_page, name="designation-page"),
    path("designations/<int:pk>/give-up/", designations.designation_give_up, name="designation-give-up"),
    path("designations/<int:pk>/review/", designations.designation_review, name="designation-review"),
    path("designations/<int:pk>/rename/", designations.designation_rename, name="designation-rename"),
    path("designation-reviews/<int:pk>/", designations.review_page, name="review-page"),
    path("designation-reviews/<int:pk>/answer/", designations.review_answer, name="review-answer"),
    path("designation-reviews/<int:pk>/propose/", designations.review_propose, name="review-propose"),
    path("designation-reviews/<int:pk>/close/", designations.review_close, name="review-close"),
    path("people/", people_lists.person_list, name="person-list"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/<int:pk>/", people.person_page, name="person-page"),
    path("people/<int:pk>/suspend/", people.person_suspend, name="person-suspend"),
    path("people/<int:pk>/reinstate/", people.person_reinstate, name="person-reinstate"),
    path("appointments/<int:pk>/end/", people.appointment_end, name="appointment-end"),
    path("organisations/", people_lists.organisation_list, name="organisation-list"),
    path("organisations/<int:pk>/", people.organisation_page, name="organisation-page"),
]
