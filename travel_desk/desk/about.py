"""Who works at the desk, what they may see, and whom a deed is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from travel_desk.base.message import Message
from travel_desk.base.roles import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a user may see.

    organisation_path: "" for everything, else the path of the subtree's root, such as "/1/4/".
    protected: may see protected persons. private: may see private reasons such as treatment.
    """

    organisation_path: str = ""
    protected: bool = False
    private: bool = False

    @property
    def unlimited(self) -> bool:
        """Whether the user may see whatever the desk holds."""
        return not self.organisation_path and self.protected and self.private


@dataclass(frozen=True, slots=True)
class Session:
    """A user at the desk. person_id: the official that the user is, where they are one."""

    user_id: int
    user_name: str
    name: str
    roles: frozenset[Role]
    scope: Scope = Scope()
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """User name and password, as typed."""

    user_name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """The version of a subject that the user had before their eyes. kind: the table's name."""

    kind: str
    id: int
    version: int


@dataclass(frozen=True, slots=True)
class About:
    """Whom a deed is about, as far as scope and one's own case go.

    organisation_paths: of the current posts; empty for a person without a post.
    """

    organisation_paths: tuple[str, ...] = ()
    protected: bool = False
    private: bool = False
    persons: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Undo:
    """The compensating deed of a deed: `action(desk, *args)`; refused if the version has moved."""

    label: Message
    action: Callable[..., Any]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Changed(Generic[T]):
    """What an action returns: the kinds of subjects that changed, and what the caller needs to know.

    note: a sentence that the user should read beside what was done.
    """

    subjects: set[str]
    value: T = cast(Any, None)  # noqa: RUF009
    undo: Undo | None = None
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical bytes of a detail's pair (from, to), made before the deed began."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What a deed says of itself for the journal.

    facts: plain values without anything personal. changes: field -> (from, to), likewise.
    personal: field -> (from, to) of personal values; they lie beside the journal and can be erased.
    person: whose values they are. details: (field, person, content) rows of a bulk deed; what begins from
    nothing is given as its value, a pair (from, to) as Canonical.
    """

    kind: str
    id: int
    facts: Mapping[str, object]
    changes: Mapping[str, tuple[object, object]]
    personal: Mapping[str, tuple[object, object]]
    person: int | None
    details: Sequence[tuple[str, int | None, object]] = ()
