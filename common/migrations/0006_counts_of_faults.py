"""Faults of one of many items, counted where every process reads them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0005_sent_forms")]

    operations = [
        migrations.CreateModel(
            name="FaultCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=60, unique=True)),
                ("count", models.PositiveBigIntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
