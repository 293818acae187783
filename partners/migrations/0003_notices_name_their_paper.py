"""A notice names its paper, so that it is read by who may open that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="subject",
            field=models.CharField(max_length=120, default=""),
            preserve_default=False,
        ),
    ]
