"""Where the worker leaves its sign of life, for /health/."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0007_closed")]
    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
