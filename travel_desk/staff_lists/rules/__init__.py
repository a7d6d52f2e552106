"""How staff lists are read, judged and matched; plain Python, nothing is read or written here.

`records` holds the words, `headers`, `dates`, `words` and `names` read cells, `mapping` says which column is
what, `places` finds organisations, `matching` persons, `planning` says what a row changes, `judging` what it
comes to.
"""

from travel_desk.staff_lists.rules.dates import Evidence, evidence, read_day
from travel_desk.staff_lists.rules.headers import field_of
from travel_desk.staff_lists.rules.judgement import (
    LATE,
    UNSURE,
    Judgement,
    UnknownPlace,
    Vanished,
    order_of,
    order_of_registrations,
    repair,
)
from travel_desk.staff_lists.rules.judging import OWN, Judge, Known
from travel_desk.staff_lists.rules.mapping import (
    Proposal,
    from_plain,
    mapping_problems,
    propose,
    to_plain,
    with_dates,
)
from travel_desk.staff_lists.rules.matching import match, same_name
from travel_desk.staff_lists.rules.names import placed_names, split_name
from travel_desk.staff_lists.rules.places import Places, keyed
from travel_desk.staff_lists.rules.plain import plain_problems, problems_of
from travel_desk.staff_lists.rules.planning import Planner
from travel_desk.staff_lists.rules.reading import Reader, as_text
from travel_desk.staff_lists.rules.records import (
    Added,
    Booklet,
    Cell,
    Changing,
    DateStyle,
    Entry,
    Field,
    ImportOrder,
    Line,
    Mapping,
    NameOrder,
    Outcome,
    PlaceUse,
    Present,
    Repair,
    RepairList,
    State,
    Use,
    Verdict,
)

__all__ = [
    "LATE",
    "OWN",
    "UNSURE",
    "Added",
    "Booklet",
    "Cell",
    "Changing",
    "DateStyle",
    "Entry",
    "Evidence",
    "Field",
    "ImportOrder",
    "Judge",
    "Judgement",
    "Known",
    "Line",
    "Mapping",
    "NameOrder",
    "Outcome",
    "PlaceUse",
    "Places",
    "Planner",
    "Present",
    "Proposal",
    "Reader",
    "Repair",
    "RepairList",
    "State",
    "UnknownPlace",
    "Use",
    "Vanished",
    "Verdict",
    "as_text",
    "evidence",
    "field_of",
    "from_plain",
    "keyed",
    "mapping_problems",
    "match",
    "order_of",
    "order_of_registrations",
    "placed_names",
    "plain_problems",
    "problems_of",
    "propose",
    "read_day",
    "repair",
    "same_name",
    "split_name",
    "to_plain",
    "with_dates",
]
