"""Keep views of lists."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import pellucid.crm.accounts.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=pellucid.crm.accounts.ids.new_uuid, editable=False, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(choices=[("person", "Person"), ("organization", "Company")], max_length=12)),
                ("query", models.TextField(blank=True)),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "name"], name="workspace_s_kind_c8cd74_idx")],
            },
        ),
    ]
