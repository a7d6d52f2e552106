"""The users of the example desk: their names and passwords are printed in its login window.

The example desk holds nothing real, so that its passwords may be known; no other desk has such a list.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from travel_desk.base.roles import Role

CERTIFICATE_PASSWORD = "utopia-certificate"
"""Signs the example desk's papers; nothing real is ever signed with it."""

MARK = "example-desk"
"""The empty file in a desk's folder that says: this is the example desk."""


class ExampleUser(NamedTuple):
    """A user of the example desk, with the password that the login window tells."""

    user_name: str
    name: str
    roles: frozenset[Role]
    password: str


USERS = (
    ExampleUser("mira", "Mira Okonjo", frozenset({Role.CLERK, Role.CUSTODIAN}), "utopia-clerk"),
    ExampleUser("jonas", "Jonas Abara", frozenset({Role.CUSTODIAN}), "utopia-custodian"),
    ExampleUser("petra", "Petra Halvorsen", frozenset({Role.DESK_HEAD}), "utopia-desk-head"),
    ExampleUser("dawit", "Dawit Tessema", frozenset({Role.APPROVER}), "utopia-approver"),
    ExampleUser("ines", "Inês Rocha", frozenset({Role.AUDITOR}), "utopia-auditor"),
    ExampleUser("administrator", "Administrator", frozenset({Role.ADMINISTRATOR}), "utopia-administrator"),
)
"""Everyone at the example desk; the password is "utopia-" and the first role."""


def is_example(folder: Path) -> bool:
    """Tell whether the desk in `folder` is the example desk."""
    return (folder / MARK).is_file()
