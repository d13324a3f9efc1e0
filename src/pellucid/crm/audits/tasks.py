"""Audits in the background."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pellucid.crm.audits.actions import take_audit
from pellucid.crm.runs.handle import Handle

AUDIT = "audit"


def audit_task(handle: Handle) -> Mapping[str, Any]:
    """Measure how good the data is."""
    handle.progress("audit", 0, None)
    audit = take_audit(now=timezone.now())
    return {"records": audit.records, "with_issues": audit.with_issues}
