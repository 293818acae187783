"""What the back office shows of what waits, and of notices; it changes neither."""

from django.contrib import admin

from partners.admin.base import ReadOnlyAdmin
from workflow.notices.models import Notice
from workflow.steps.models import WaitingStep


@admin.register(WaitingStep)
class WaitingStepAdmin(ReadOnlyAdmin):
    list_display = ("paper", "todo", "role", "country", "since", "due_on", "done_at")
    list_filter = ("role", "limit_key", "country")
    list_select_related = ("country",)
    search_fields = ("paper__reference",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("user", "what", "paper", "at", "read_at")
    list_select_related = ("user",)
    search_fields = ("paper__reference", "user__email")
