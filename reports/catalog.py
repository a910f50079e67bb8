"""Every report, by name."""

from corpdb.reports.changes import CHANGES_REPORT
from corpdb.reports.events import EVENTS_REPORT, PARTNERSHIPS_REPORT, RESTRUCTURINGS_REPORT, TIMELINE_REPORT
from corpdb.reports.organizations import COMPANIES_REPORT, LABS_REPORT
from corpdb.reports.report import Report
from corpdb.reports.summary import SUMMARY_REPORT

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        COMPANIES_REPORT,
        LABS_REPORT,
        PARTNERSHIPS_REPORT,
        RESTRUCTURINGS_REPORT,
        EVENTS_REPORT,
        TIMELINE_REPORT,
        CHANGES_REPORT,
        SUMMARY_REPORT,
    )
}
