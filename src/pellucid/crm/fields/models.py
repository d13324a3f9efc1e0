"""Fields of one's own, beside the delivered catalog."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower


class OwnField(models.Model):
    """A field that users added; see golden.model.field.FieldSpec for what its columns mean."""

    name = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=100)
    field_class = models.CharField(max_length=20)
    many = models.BooleanField(default=False)
    stale_after_days = models.IntegerField(null=True)
    worth = models.FloatField(default=1.0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("name"), name="fields_own_name_any_case"),
        ]

    def __str__(self) -> str:
        return self.label
