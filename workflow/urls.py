"""Addresses of workflow."""

from django.urls import path

from workflow.calendars import views as calendars
from workflow.history import views as history
from workflow.papers import views as personnel
from workflow.steps.views import inbox, officers, terms

app_name = "workflow"
urlpatterns = [
    path("inbox/", inbox.inbox_page, name="inbox"),
    path("inbox/read/", inbox.notices_read, name="notices-read"),
    path("inbox/notices/", inbox.notice_list, name="notice-list"),
    path("calendar/", calendars.calendar_feed, name="calendar-feed"),
    path("calendar/revoke/", calendars.calendar_revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendars.calendar_file, name="calendar-file"),
    path("steps/<int:pk>/", terms.step_page, name="step-page"),
    path("steps/<int:pk>/extend/", terms.step_extend, name="step-extend"),
    path("steps/<int:pk>/pause/", terms.step_pause, name="step-pause"),
    path("steps/<int:pk>/resume/", terms.step_resume, name="step-resume"),
    path("desk/jcma/", officers.officer_desk, name="officer-desk"),
    path("steps/<int:pk>/take/", officers.step_take, name="step-take"),
    path("steps/<int:pk>/assign/", officers.step_assign, name="step-assign"),
    path("history/<slug:app>/<slug:model>/<int:pk>/", history.row_history, name="row-history"),
    path("people/changes/", personnel.change_list, name="change-list"),
    path("people/changes/<int:pk>/", personnel.change_page, name="change-page"),
    path("people/changes/<int:pk>/confirm/", personnel.change_confirm, name="change-confirm"),
    path("people/changes/<int:pk>/reject/", personnel.change_reject, name="change-reject"),
    path("people/changes/<int:pk>/withdraw/", personnel.change_withdraw, name="change-withdraw"),
    path("people/alike/<int:pk>/", personnel.case_page, name="case-page"),
    path("people/alike/<int:pk>/tell-apart/", personnel.case_apart, name="case-apart"),
    path("people/alike/<int:pk>/unite/", personnel.case_unite, name="case-unite"),
]
