"""A published record names the row that includes it by its key: that row may be read later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("credits", "0001_start")]

    operations = [
        migrations.RemoveConstraint(model_name="publishedissuance", name="contained_issuance_not_posted_again"),
        migrations.RemoveField(model_name="publishedissuance", name="contained_in"),
        migrations.AddField(
            model_name="publishedissuance",
            name="contained_in",
            field=models.CharField(blank=True, editable=False, max_length=60, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="publishedissuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("contained_in", ""), ("posted_tco2e", 0), _connector="OR"),
                name="contained_issuance_not_posted_again",
            ),
        ),
    ]
