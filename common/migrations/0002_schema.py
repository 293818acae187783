"""Rows that every app shares."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("common", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("last", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "transaction",
                    models.TextField(
                        db_default=models.Func(function="history_transaction", output_field=models.TextField()),
                        editable=False,
                        null=True,
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("payload", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("title", models.JSONField()),
                ("address", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("state", models.CharField(max_length=40)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        max_length=10,
                    ),
                ),
            ],
            options={"verbose_name": "paper"},
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.FileField(upload_to="files/%Y/%m/")),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size_bytes", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("language", models.CharField(default="en", max_length=8)),
                ("stored_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table_name", models.CharField(max_length=63)),
                ("row_key", models.CharField(max_length=60)),
                (
                    "deed",
                    models.CharField(
                        choices=[("insert", "Insert"), ("update", "Update"), ("delete", "Delete")], max_length=6
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("transaction", models.TextField()),
                ("database_role", models.CharField(max_length=63)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["table_name", "row_key", "id"], name="changes_of_row")],
            },
        ),
    ]
