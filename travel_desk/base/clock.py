"""The only place that asks what time it is. Instants are in UTC, days are local dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time; tests and the example desk bring their own."""

    def now(self) -> datetime:
        """Return the instant now, aware, in UTC, to the microsecond."""
        ...

    def today(self) -> date:
        """Return the local date now."""
        ...


class SystemClock:
    """The clock of this workstation."""

    def now(self) -> datetime:
        """Return the instant now in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's local date."""
        return datetime.now().astimezone().date()


class SetClock:
    """A clock that stands where it was set and moves only when told to (example desk, tests)."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self._moment

    def today(self) -> date:
        """Return the local date of the instant that was set."""
        return self._moment.astimezone().date()

    def set(self, moment: datetime) -> None:
        """Put the clock at `moment`, forwards or back."""
        self._moment = moment.astimezone(UTC)

    def forward(self, **by: float) -> None:
        """Move the clock on by a `timedelta` given as its keywords (days=1, minutes=5 ...)."""
        self._moment += timedelta(**by)
