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
    path("steps/<int:pk>/extend/", terms.StepExtend.as_view(), name="step-extend"),
    path("steps/<int:pk>/pause/", terms.StepPause.as_view(), name="step-pause"),
    path("steps/<int:pk>/resume/", terms.StepResume.as_view(), name="step-resume"),
    path("desk/jcma/", officers.officer_desk, name="officer-desk"),
    path("steps/<int:pk>/take/", officers.step_take, name="step-take"),
    path("steps/<int:pk>/assign/", officers.StepAssign.as_view(), name="step-assign"),
    path("history/<slug:app>/<slug:model>/<int:pk>/", history.row_history, name="row-history"),
    path("people/changes/", personnel.change_list, name="change-list"),
    path("people/changes/<int:pk>/", personnel.change_page, name="change-page"),
    path("people/changes/<int:pk>/confirm/", personnel.ChangeConfirm.as_view(), name="change-confirm"),
    path("people/changes/<int:pk>/reject/", personnel.ChangeReject.as_view(), name="change-reject"),
    path("people/changes/<int:pk>/withdraw/", personnel.ChangeWithdraw.as_view(), name="change-withdraw"),
    path("people/alike/<int:pk>/", personnel.case_page, name="case-page"),
    path("people/alike/<int:pk>/tell-apart/", personnel.CaseApart.as_view(), name="case-apart"),
    path("people/alike/<int:pk>/unite/", personnel.CaseUnite.as_view(), name="case-unite"),
]
