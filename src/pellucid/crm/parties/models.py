"""Golden records: whom the records are about, as best known. They follow from records, judgements and rules."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import PartyKind

ASKED_OF_LISTS = ("completeness", "record_count", "issue_count", "country", "city", "organization")


class Party(models.Model):
    """The golden record of a customer.

    What is searched and sorted has a column of its own. golden: every value by field or slot. provenance: by group of
    fields, the record that the value came from, why it won and over how many others. completeness: share of the
    picture that is filled in, weighted by worth (0-1). change: the last one that touched it, its version for edits.
    """

    customer = models.OneToOneField(Customer, primary_key=True, on_delete=models.PROTECT, related_name="party")
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    name = models.TextField()
    sort_name = models.TextField()
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    organization = models.TextField(blank=True)
    city = models.TextField(blank=True)
    country = models.TextField(blank=True)
    record_count = models.IntegerField()
    issue_count = models.IntegerField(default=0)
    completeness = models.FloatField()
    golden = models.JSONField()
    provenance = models.JSONField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta:
        # Each way of sorting a list is one index, so that a page is read in order wherever it begins; what filters
        # ask stands behind, so that they are answered without the rows.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["kind", *sorted_by, "customer", *(asked for asked in ASKED_OF_LISTS if asked not in sorted_by)],
                name=f"parties_by_{name}",
            )
            for name, sorted_by in (
                ("name", ["sort_name"]),
                ("organization", ["organization", "sort_name"]),
                ("city", ["city", "sort_name"]),
                ("country", ["country", "sort_name"]),
            )
        ] + [
            models.Index(fields=["kind", "completeness", "customer"], name="parties_by_completeness"),
            models.Index(fields=["kind", "record_count", "customer"], name="parties_by_records"),
            models.Index(fields=["kind", "issue_count", "customer"], name="parties_by_issues"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactPoint(models.Model):
    """A way to reach a party. value: standard form; place: 1 for the best of its kind. status: what is known of it."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contact_points", db_constraint=False)
    kind = models.CharField(max_length=10)  # email, phone, address
    value = models.TextField()
    place = models.IntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class SearchWord(models.Model):
    """An entry that a party is found by; see parties.words. Compared byte by byte, so that beginnings are ranges.

    There is no index by party: what entries a party has is made again from its golden values.
    """

    pk = models.CompositePrimaryKey("word", "party_id")
    word = models.TextField()
    party = models.ForeignKey(
        Party, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="search_words"
    )

    def __str__(self) -> str:
        return f"{self.word}: {self.party_id}"


class Role(models.TextChoices):
    """How one party stands to another."""

    WORKS_AT = "works_at", _("works at")
    HOUSEHOLD = "household", _("lives with")
    REFERRED_BY = "referred_by", _("referred by")
    PARENT_COMPANY = "parent_company", _("belongs to")
    NOT_HOUSEHOLD = "not_household", _("does not live with")
    NOT_AT = "not_at", _("does not work at")


class Relationship(models.Model):
    """One party stands to another in a role, as somebody said; both remembered by the id they had then."""

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    subject = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="relationships")
    object = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=200, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(subject=models.F("object")), name="parties_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.role} {self.object_id}"


class Trace(models.Model):
    """What a golden record shows of where its party belongs, as numbers that meet; see golden.relate.traces."""

    pk = models.CompositePrimaryKey("kind", "key", "said", "party_id")
    kind = models.SmallIntegerField()
    key = models.BigIntegerField()
    said = models.BigIntegerField()
    party = models.ForeignKey(Party, on_delete=models.DO_NOTHING, db_constraint=False, related_name="traces")

    def __str__(self) -> str:
        return f"{self.party_id}: {self.kind} {self.key}"


class Belonging(models.Model):
    """A party belongs to another, as follows from what is known: see golden.relate, and parties.belong.

    What somebody said is a Relationship. role: household, the other being the first of its members, who belongs to
    itself; or works_at. reason: a HouseholdReason or an EmployerReason.
    """

    pk = models.CompositePrimaryKey("party_id", "role")
    party = models.ForeignKey(
        Party, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="belongings"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    other = models.ForeignKey(
        Party, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="belonging"
    )
    reason = models.CharField(max_length=20)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["other", "role"], name="parties_belonging_other")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.role} {self.other_id}"
