"""The back office's pages on what happened and what goes out."""

from django.contrib import admin

from common.models import Event, OutboxMessage, StoredFile
from partners.admin.base import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "what", "paper", "person", "by")
    list_select_related = ("by",)
    search_fields = ("what", "paper__reference", "by__email")
    show_full_result_count = False


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    list_display = ("topic", "key", "created_at", "delivered_at", "attempts", "last_error")
    list_filter = ("topic",)
    search_fields = ("key",)
    show_full_result_count = False


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    list_display = ("name", "media_type", "size_bytes", "sha256", "stored_by", "stored_at")
    list_select_related = ("stored_by",)
    search_fields = ("name", "sha256")
