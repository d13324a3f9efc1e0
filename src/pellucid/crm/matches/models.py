"""What may be the same. All but the models follow from the records and can be made again at any time."""

from typing import ClassVar

from django.db import models

from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import PartyKind, SourceRecord


class MatchModel(models.Model):
    """One version of how records are matched, for people and for organizations.

    documents: by party kind, as golden.match.model tells them. counted: what was counted with it - how common values
    are, how large blocks may grow, which values are shared - as written by matches.counted. record_count: the records
    it was learned from. is_current: the latest that counts; follows from history.
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=25)
    documents = models.JSONField()
    counted = models.BinaryField()
    record_count = models.BigIntegerField()
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="matches_one_current_model"
            ),
        ]

    def __str__(self) -> str:
        return self.version


class MatchForm(models.Model):
    """The match forms of a record's current version, before anything is disarmed; see golden.match.forms."""

    record = models.OneToOneField(SourceRecord, primary_key=True, on_delete=models.CASCADE, related_name="match_form")
    party = models.CharField(max_length=12, choices=PartyKind.choices)
    form = models.JSONField()

    def __str__(self) -> str:
        return f"form of {self.record_id}"


class MatchKey(models.Model):
    """A record falls in a block. hash: of the blocking key and its values, as a signed 64-bit number."""

    pk = models.CompositePrimaryKey("hash", "record_id")
    hash = models.BigIntegerField()
    record = models.ForeignKey(
        SourceRecord, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.hash}: {self.record_id}"


class CandidatePair(models.Model):
    """Two records worth comparing, weighed by the current model. left_id < right_id.

    bits, probability, pattern: see golden.match.run.
    """

    pk = models.CompositePrimaryKey("left_id", "right_id")
    left = models.ForeignKey(
        SourceRecord, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    right = models.ForeignKey(SourceRecord, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    bits = models.FloatField()
    probability = models.FloatField()
    pattern = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(left__lt=models.F("right")), name="matches_pair_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["probability"])]

    def __str__(self) -> str:
        return f"{self.left_id} ~ {self.right_id}: {self.bits:.1f} bits"
