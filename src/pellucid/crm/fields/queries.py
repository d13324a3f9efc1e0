"""Which fields there are: those delivered, and one's own."""

from pellucid.crm.fields.models import OwnField
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import FieldClass, FieldSpec
from pellucid.golden.survive.policy import SurvivorshipRule, rules_of


def field_specs() -> tuple[FieldSpec, ...]:
    """Return the field register: the delivered catalog, then one's own fields."""
    own = (
        FieldSpec(
            name=field.name,
            kind=field.kind,
            label=field.label,
            field_class=FieldClass(field.field_class),
            many=field.many,
            stale_after_days=field.stale_after_days,
            worth=field.worth,
        )
        for field in OwnField.objects.order_by("id")
    )
    return (*CATALOG, *own)


def survivorship_rules() -> tuple[SurvivorshipRule, ...]:
    """Return what makes one value better than another, for every field there is."""
    return rules_of(field_specs())
