"""Reading the source for the house rules: each check takes a parsed file and returns its faults."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSLATORS = {"tr": 1, "trp": 2, "trn": 2, "msg": 1, "msgp": 2, "msgn": 2}
"""The translating calls, with how many of their first arguments are texts."""

_SHOWN_BY = """
    setText setWindowTitle setToolTip setPlaceholderText setAccessibleName setAccessibleDescription
    setStatusTip setWhatsThis setTitle setSubTitle setLabelText setInformativeText setDetailedText
    setPlainText setHtml setMarkdown setTabText setTabToolTip setPrefix setSuffix setSpecialValueText
    setItemText setButtonText setHorizontalHeaderLabels setIconText addAction addMenu addTab addItem
    addItems addRow addSection addButton insertItem showMessage drawText QLabel QPushButton QToolButton
    QAction QCheckBox QRadioButton QGroupBox QMenu QDockWidget QCommandLinkButton QTreeWidgetItem
    QListWidgetItem QTableWidgetItem QStandardItem QMessageBox QProgressDialog labelled Column toast
    Refused Trouble
"""
SHOWN_BY = frozenset(_SHOWN_BY.split())
"""Calls whose literal texts a person would read: Qt's, and the shell's own."""

DRAWN_BY = {"text": 2, "label": 2, "wrap": 3, "drawString": 2, "drawCentredString": 2, "drawRightString": 2}
"""Methods of a sheet or canvas that put a text on a paper, with the place of the text among the arguments."""

_TIME_CALLS = """
    datetime.now datetime.today datetime.utcnow date.today time.time time.time_ns time.localtime time.gmtime
    QDate.currentDate QTime.currentTime QDateTime.currentDateTime QDateTime.currentDateTimeUtc
"""
TIME_CALLS = frozenset(_TIME_CALLS.split())

Check = Callable[[ast.Module], Iterator[tuple[int, str]]]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under folders of the project, sorted."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def faults(check: Check, *folders: str, but: frozenset[str] = frozenset()) -> list[str]:
    """Return "path:line: fault" for each fault that `check` finds under `folders`, `but` some files."""
    found = []
    for path in python_files(*folders):
        name = path.relative_to(ROOT).as_posix()
        if name not in but:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{name}:{line}: {fault}" for line, fault in check(tree)]
    return found


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield each call with the name of the object it is called on (may be empty) and its own name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name):
                    yield node, "", name
                case ast.Attribute(value=ast.Name(id=owner), attr=name):
                    yield node, owner, name
                case ast.Attribute(value=ast.Attribute(attr=owner), attr=name):
                    yield node, owner, name
                case ast.Attribute(attr=name):
                    yield node, "", name
                case _:
                    pass


def untranslated(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find literal texts that a person would read and that bypass translation."""
    others = _from_sqlalchemy(tree)
    for call, owner, name in calls(tree):
        if owner == "sa" or (not owner and name in others):
            continue
        shown: list[ast.expr] = []
        if name in DRAWN_BY and ("sheet" in owner.lower() or "canvas" in owner.lower()):
            shown = call.args[DRAWN_BY[name] : DRAWN_BY[name] + 1]
            shown += [k.value for k in call.keywords if k.arg == "text"]
        elif name in SHOWN_BY:
            shown = [*call.args, *(k.value for k in call.keywords if k.arg not in _NOT_SHOWN)]
        for text in (text for given in shown for text in _texts(given)):
            yield call.lineno, f"{name}: {text!r} bypasses translation"


def _from_sqlalchemy(tree: ast.Module) -> set[str]:
    """Return the names that a file takes from SQLAlchemy, whose Column is not the shell's."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }


_WORD = re.compile(r"[^\W\d_]{3,}")
_SIDES = frozenset({"left", "right", "centre"})
_NOT_SHOWN = frozenset(
    {"face", "align", "field", "key", "name", "icon", "kind", "family", "colour", "weight"}
)


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the literal texts with letters of an expression; arguments of calls inside are no texts."""
    match node:
        case ast.Constant(value=str(text)):
            bare = re.sub(r"<[^>]*>|&\w+;", "", text)
            is_word = bare.isalpha() and len(bare) > 1 and bare not in _SIDES
            if is_word or (not bare.isalpha() and _WORD.search(bare)):
                yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.BinOp(left=left, right=right):
            yield from _texts(left)
            yield from _texts(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _texts(value)
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join" | "upper" | "title")):
            yield from _texts(text)
        case _:
            pass


def bad_translating_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find translating calls whose text can't be extracted, or whose fields are not given."""
    inside = {id(node) for function in _functions(tree) for node in ast.walk(function)}
    for call, owner, name in calls(tree):
        if name not in TRANSLATORS or owner:
            continue
        texts = call.args[: TRANSLATORS[name]]
        if len(texts) < TRANSLATORS[name] or any(isinstance(t, ast.Starred) for t in texts):
            yield call.lineno, f"{name} wants its texts as literals, in their places"
            continue
        for text in texts:
            if not isinstance(text, ast.Constant) and not (name == "tr" and _made_elsewhere(text)):
                yield call.lineno, f"{name} with {ast.unparse(text)!r}: only one literal can be translated"
        if name != "msg" or call.keywords or id(call) in inside:
            # A message in a table of a module may be filled by who takes it from there.
            yield from ((call.lineno, fault) for fault in _missing_fields(call, name, texts))


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _made_elsewhere(node: ast.expr) -> bool:
    """Tell whether an expression may be a message made elsewhere."""
    if isinstance(node, ast.Call):
        return not (isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"})
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _missing_fields(call: ast.Call, name: str, texts: list[ast.expr]) -> Iterator[str]:
    given = {keyword.arg for keyword in call.keywords}
    if None in given:
        return
    if name in {"trn", "msgn"}:
        given.add("count")
    for text in texts:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            wanted = {field.split(".")[0] for _, field, _, _ in string.Formatter().parse(text.value) if field}
            for field in sorted(wanted - given):
                yield f"{name}: no value for {{{field}}}"


def hand_made_messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find messages built past `msg`, which no extraction would see."""
    for call, _, name in calls(tree):
        if name == "Message" and call.args and any(_texts(call.args[0])):
            yield call.lineno, "Message(...): make it by msg, msgp or msgn"


def clock_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find calls that ask the machine for the time of day or the date."""
    for call, owner, name in calls(tree):
        if f"{owner}.{name}" in TIME_CALLS:
            yield call.lineno, f"{owner}.{name}() outside base/clock.py"


def long_functions(tree: ast.Module, most: int = 50) -> Iterator[tuple[int, str]]:
    """Find functions of more than `most` lines, their docstring not counted."""
    for node in _functions(tree):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
        if lines > most:
            yield node.lineno, f"{node.name} has {lines} lines"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def missing_docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find modules, public classes, functions and methods that do not say what they are."""
    if ast.get_docstring(tree) is None:
        yield 1, "the module has no docstring"
    yield from _bare(tree.body)


def _bare(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("_") or any("overload" in ast.unparse(d) for d in node.decorator_list):
                continue
            if ast.get_docstring(node) is None and not _only_declared(node):
                yield node.lineno, f"{node.name} has no docstring"
            if isinstance(node, ast.ClassDef):
                yield from _bare(node.body)


def _only_declared(node: ast.stmt) -> bool:
    """Tell whether a member of a Protocol is nothing but its type: its class says what it is."""
    match node:
        case ast.FunctionDef(body=[ast.Expr(value=ast.Constant(value=value))]):
            return value is ...
    return False


def mapped_objects(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find imports of SQLAlchemy's object mapper."""
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names]
        if any(n.startswith("sqlalchemy.orm") for n in names):
            yield node.lineno, "sqlalchemy.orm: records are our own, Core is enough"
