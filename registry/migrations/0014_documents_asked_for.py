"""Documents that a registry asks the holder of an open account for, and what was handed in for them."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import common.text


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0005_sent_forms"),
        ("registry", "0013_a_holders_own_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked of the holder"),
                            ("handed_in", "Handed in; the registry looks at it"),
                            ("taken", "Taken by the registry"),
                            ("withdrawn", "No longer asked for"),
                        ],
                        default="asked",
                        max_length=50,
                    ),
                ),
                ("due_on", models.DateField()),
                ("handed_in_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                ("name", models.CharField(max_length=200, validators=[common.text.one_line])),
                ("reason", models.TextField(max_length=2000, validators=[common.text.no_control_signs])),
                ("asked_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_requests",
                        to="registry.account",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "document that is asked for",
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "name__regex",
                                    "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                                ),
                                _negated=True,
                            ),
                            (
                                "name__regex",
                                "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                            ),
                        ),
                        name="document_request_name_fit",
                        violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "handed_in", "taken", "withdrawn"])),
                        name="document_request_state_known",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HandedInDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="registry.documentrequest",
                    ),
                ),
            ],
            options={"ordering": ["request", "-pk"]},
        ),
    ]
