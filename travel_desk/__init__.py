"""Travel Desk: requests, approvals, passports in custody and signed slips for a ministry's travel desk."""

__version__ = "0.1.0"
