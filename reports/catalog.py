"""Every report, by name."""

from corpdb.reports.changes import CHANGES_REPORT
from corpdb.reports.coverage import COVERAGE_REPORT
from corpdb.reports.events import (
    EVENTS_REPORT,
    EXPANSIONS_REPORT,
    FINANCINGS_REPORT,
    LEADERSHIP_REPORT,
    PARTNERSHIPS_REPORT,
    REGULATIONS_REPORT,
    RESTRUCTURINGS_REPORT,
    TRANSACTIONS_REPORT,
)
from corpdb.reports.network import NETWORK_REPORT
from corpdb.reports.organizations import COMPANIES_REPORT, LABS_REPORT
from corpdb.reports.report import Report
from corpdb.reports.summary import SUMMARY_REPORT
from corpdb.reports.timeline import TIMELINE_REPORT

REPORTS: dict[str, Report] = {
    report.outline.name: report
    for report in (
        COMPANIES_REPORT,
        LABS_REPORT,
        PARTNERSHIPS_REPORT,
        RESTRUCTURINGS_REPORT,
        TRANSACTIONS_REPORT,
        FINANCINGS_REPORT,
        EXPANSIONS_REPORT,
        LEADERSHIP_REPORT,
        REGULATIONS_REPORT,
        EVENTS_REPORT,
        TIMELINE_REPORT,
        CHANGES_REPORT,
        NETWORK_REPORT,
        SUMMARY_REPORT,
        COVERAGE_REPORT,
    )
}
