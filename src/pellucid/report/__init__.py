"""What a person is shown of a cleaning or an audit: facts first, then one HTML page."""

from pellucid.report.collect import audit_facts, report_facts
from pellucid.report.facts import ReportFacts
from pellucid.report.render import render_report
from pellucid.report.waterfall import draw_waterfall

__all__ = ["ReportFacts", "audit_facts", "draw_waterfall", "render_report", "report_facts"]
