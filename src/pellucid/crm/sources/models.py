"""What arrived, as it came: sources, imports with their files, source records and their versions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.history.models import Change


class SourceKind(models.TextChoices):
    """What sort of thing a source is."""

    FILE = "file", "Files of another system"
    FORM = "form", "A form"
    API = "api", "A program"
    PERSON = "person", "People who work here"


class Source(models.Model):
    """A system, file or person that data comes from. trust: how much its values count against others' (0-1).

    mapping: which column means which field, as last confirmed; remembered for its next delivery.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    trust = models.FloatField(default=0.5)
    mapping = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("name"), name="sources_source_name_any_case"),
            models.CheckConstraint(condition=models.Q(trust__gte=0, trust__lte=1), name="sources_source_trust_0_1"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    READ = "read", "Read, waiting for you"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class Import(models.Model):
    """One delivery of a source: some files. change: what it did, once done. counts: what became of the rows."""

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    status = models.CharField(max_length=10, choices=ImportStatus.choices, default=ImportStatus.READ)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    country = models.CharField(max_length=2, blank=True)
    change = models.OneToOneField(Change, null=True, on_delete=models.PROTECT, related_name="imported")
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["source", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.source} {self.created_at:%Y-%m-%d}"


class ImportedFile(models.Model):
    """One file of an import. path: where it is kept, below the base's folder.

    columns: see intake's MappedColumn. error: why it cannot be read, if so.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    path = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    byte_count = models.BigIntegerField()
    detected = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    row_count = models.BigIntegerField(default=0)
    kept_count = models.BigIntegerField(default=0)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class QuarantinedRow(models.Model):
    """A row that could not be read. raw: its bytes. resubmitted_by: the change that brought it in, corrected."""

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="quarantined")
    row = models.BigIntegerField()
    reason = models.TextField()
    raw = models.BinaryField()
    resubmitted_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.file} row {self.row}"


class SourceRecord(models.Model):
    """One thing a source knows, by its own key, whatever it said of it over time.

    current: the version that counts now; None while none does. It follows from history and is kept to be joined to.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    key = models.CharField(max_length=200)
    current = models.ForeignKey("RecordVersion", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "key"], name="sources_record_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class PartyKind(models.TextChoices):
    """Whom a record is about."""

    PERSON = "person", "Person"
    ORGANIZATION = "organization", "Company"


class RecordVersion(models.Model):
    """One row as it was delivered, never edited, with its standard form beside it.

    raw, standard: text by field or slot. rejects: standard values by field that a person said are wrong. digest: of
    the raw content, so that the same content is known again. recency: day of its last change (days since 1970), None
    unknown. rank: order by content, to break ties.
    """

    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ImportedFile, null=True, on_delete=models.PROTECT, related_name="+")
    row = models.BigIntegerField(null=True)
    party = models.CharField(max_length=12, choices=PartyKind.choices)
    raw = models.JSONField()
    standard = models.JSONField()
    rejects = models.JSONField(default=dict)
    digest = models.CharField(max_length=32)
    recency = models.FloatField(null=True)
    rank = models.BigIntegerField()
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "number"], name="sources_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} version {self.number}"


class Erasure(models.Model):
    """A key or content that was erased, as a hash under the base's secret key; see erasures.py."""

    mark = models.CharField(max_length=32, primary_key=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.mark
