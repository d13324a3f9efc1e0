"""What a person is shown of a cleaning or an audit: facts first, then one HTML page."""

from pellucid.report.collect import audit_facts, report_facts
from pellucid.report.facts import ReportFacts
from pellucid.report.render import render_report

__all__ = ["ReportFacts", "audit_facts", "render_report", "report_facts"]
