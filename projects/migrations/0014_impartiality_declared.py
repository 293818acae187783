"""Until now the entity declared impartiality when it accepted the work: that instant is carried over, then required."""

from django.db import migrations, models
from django.db.models import F, Q


def carry_over(apps, schema_editor):
    for name in ("Validation", "Verification"):
        rows = apps.get_model("projects", name).objects.filter(impartiality_declared_at=None)
        rows.exclude(accepted_at=None).update(impartiality_declared_at=F("accepted_at"))


class Migration(migrations.Migration):
    dependencies = [("projects", "0013_assessment_records")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | Q(impartiality_declared_at__isnull=False),
                name="validation_opinion_is_impartial",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | Q(impartiality_declared_at__isnull=False),
                name="verification_opinion_is_impartial",
            ),
        ),
    ]
