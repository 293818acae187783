"""Each person may have a clock of their own for what they are told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_fit_text_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]
