"""What every test starts from: no screen, one time zone, one language, a silent log."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator

_FOLDER = tempfile.mkdtemp(prefix="travel-desk-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    TZ="UTC",
    LC_ALL="C.UTF-8",
    LANGUAGE="",
    # The settings of whoever runs the tests stay untouched.
    XDG_CONFIG_HOME=f"{_FOLDER}/config",
    XDG_DATA_HOME=f"{_FOLDER}/data",
    XDG_STATE_HOME=f"{_FOLDER}/state",
)
for name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
if hasattr(time, "tzset"):
    time.tzset()

import pytest  # noqa: E402  # after the surroundings are set
from hypothesis import HealthCheck, settings  # noqa: E402

from travel_desk.base.language import Language, set_screen_language  # noqa: E402

settings.register_profile(
    "desk",
    deadline=None,
    max_examples=50,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("desk")


@pytest.fixture
def in_kyiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the workstation stand two hours east of Greenwich, where a day begins before that of UTC."""
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def _english_screen() -> Iterator[None]:
    """Let no test leave the screen in another language."""
    yield
    set_screen_language(Language("en"))


@pytest.fixture(autouse=True)
def _silent_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail where the program logged a warning or worse, unless the test says `expects_log`."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    said = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)  # type: ignore[arg-type]
        if record.levelno >= logging.WARNING and record.name.split(".")[0] == "travel_desk"
    ]
    if said:
        pytest.fail("the program logged: " + "; ".join(said))
