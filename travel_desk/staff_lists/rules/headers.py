"""Which field a column fills, by its header in English, French, Russian, Arabic, German or Spanish."""

from __future__ import annotations

import re
from functools import cache

from travel_desk.officials.rules import normalise
from travel_desk.staff_lists.rules.records import Field

_WORDS: dict[Field, str] = {
    Field.PERSONNEL_NUMBER: (
        "personnel number|personnel no|personnel id|staff number|staff no|staff id|employee number"
        "|employee no|employee id"
        "|payroll number|payroll no|service number|service no|pn|matricule|numéro matricule"
        "|numéro de matricule|n° matricule|numéro agent|табельный номер|таб номер|таб №|личный номер"
        "|персональный номер|номер сотрудника|الرقم الوظيفي|رقم الموظف|الرقم الشخصي|رقم الملف|personalnummer"
        "|personal nr|pers nr|mitarbeiternummer|dienstnummer|número de personal|número de empleado"
        "|nº de empleado|legajo|código de empleado"
    ),
    Field.FULL_NAME: (
        "full name|name|names|employee name|name and surname|name of official|official|nom et prénom"
        "|nom et prénoms|nom complet|prénom et nom|фио|ф и о|фамилия имя отчество|полное имя|сотрудник"
        "|الاسم الكامل|الاسم الثلاثي|الاسم الرباعي|الاسم|اسم الموظف|vollständiger name|name vorname"
        "|vor und nachname|vor und zuname|nombre completo|nombre y apellidos|nombre y apellido"
        "|apellidos y nombres|apellidos y nombre"
    ),
    Field.NATIVE_NAME: (
        "native name|name in own script|own script|name in native script|original name|name in arabic"
        "|name in cyrillic|local name|nom en langue nationale|nom d'origine|nom en arabe"
        "|имя на родном языке|фио на родном языке|имя кириллицей|الاسم بالعربية|الاسم باللغة العربية"
        "|name in eigener schrift|name in originalschrift|originalname|nombre original"
        "|nombre en escritura propia"
    ),
    Field.SURNAME: (
        "surname|surnames|last name|family name|name latin surname|nom|nom de famille|фамилия|اللقب"
        "|اسم العائلة|الكنية|لقب العائلة|nachname|familienname|zuname|apellido|apellidos|primer apellido"
    ),
    Field.GIVEN_NAMES: (
        "given names|given name|first name|first names|forename|forenames|christian name|middle name"
        "|middle names|second name|patronymic|prénom|prénoms|имя|отчество|имя и отчество|имя отчество"
        "|الاسم الأول|الاسم الشخصي|اسم الأب|اسم الجد|vorname|vornamen|rufname|nombre de pila|nombres"
        "|segundo nombre"
    ),
    Field.BIRTH_DATE: (
        "date of birth|birth date|birthdate|birthday|born|born on|dob|d o b|year of birth|date de naissance"
        "|né le|née le|né e le|naissance|année de naissance|дата рождения|д р|год рождения|родился"
        "|تاريخ الميلاد|تاريخ الولادة|الميلاد|سنة الميلاد|geburtsdatum|geboren|geboren am|geburtstag"
        "|geb datum|geb|geburtsjahr|fecha de nacimiento|nacimiento|año de nacimiento|f nacimiento"
    ),
    Field.NATIONALITY: (
        "nationality|citizenship|nationalité|citoyenneté|гражданство|национальность|الجنسية"
        "|staatsangehörigkeit|nationalität|nacionalidad|ciudadanía"
    ),
    Field.ORGANISATION: (
        "organisation|organization|ministry|institution|department|directorate|division|unit|section|office"
        "|agency|company|employer|organisme|ministère|direction|service|département|division|bureau"
        "|unité|организация|министерство|ведомство|учреждение|департамент|управление|отдел|подразделение"
        "|структурное подразделение|место работы|المؤسسة|الوزارة|الجهة|الإدارة|القسم|الدائرة|المديرية"
        "|جهة العمل|ministerium|behörde|dienststelle|abteilung|referat|organisation seinheit"
        "|organisationseinheit|organización|ministerio|organismo|departamento|dirección general|unidad"
        "|entidad"
    ),
    Field.POST: (
        "post|position|job title|title|function|rank|job|occupation|appointment|poste|fonction|emploi|grade"
        "|titre|qualité|должность|звание|المنصب|الوظيفة|المسمى الوظيفي|الصفة|الرتبة|funktion|dienststellung"
        "|amtsbezeichnung|dienstposten|stelle|puesto|cargo|función|empleo"
    ),
    Field.POST_FROM: (
        "post from|in the post from|in post since|in the post since|since|from|start date|appointed"
        "|date of appointment|appointed on|date appointed|entry date|effective date|depuis|depuis le"
        "|en poste depuis"
        "|en poste depuis le|en fonction depuis|date de nomination"
        "|date d'entrée|date de prise de fonction|nommé le|дата назначения|назначен|в должности с"
        "|дата приема|تاريخ التعيين|تاريخ المباشرة|منذ|seit|im amt seit|eintrittsdatum|eintritt"
        "|ernannt am|dienstantritt|desde|fecha de nombramiento|fecha de ingreso|en el cargo desde"
    ),
    Field.POST_UNTIL: (
        "post until|in the post until|until|to|end date|leaving date|left on|date of leaving|jusqu'au"
        "|date de fin|fin de fonction|дата увольнения|в должности по|по|تاريخ الانتهاء|حتى|إلى|bis"
        "|im amt bis|austrittsdatum|austritt|hasta|fecha de cese|en el cargo hasta"
    ),
    Field.CATEGORIES: (
        "category|categories|class|staff category|catégorie|catégories|категория|категории|الفئة|الفئات"
        "|kategorie|kategorien|categoría|categorías"
    ),
    Field.CLEARANCE_LEVEL: (
        "clearance|clearance level|security clearance|access level|habilitation|niveau d'habilitation"
        "|допуск|форма допуска|уровень допуска|التصريح الأمني|مستوى التصريح|درجة السرية"
        "|sicherheitsüberprüfung|ermächtigung|verschlusssachenermächtigung|habilitación"
        "|nivel de habilitación"
    ),
    Field.CLEARANCE_FROM: (
        "clearance from|clearance since|clearance date|cleared on|habilitation depuis|date d'habilitation"
        "|дата допуска|допуск с|تاريخ التصريح|ermächtigt seit|ermächtigung seit|habilitación desde"
    ),
    Field.PASSPORT_KIND: (
        "passport kind|passport type|kind of passport|type of passport|document type|type de passeport"
        "|nature du passeport|тип паспорта|вид паспорта|نوع الجواز|نوع جواز السفر|passart|art des passes"
        "|passtyp|tipo de pasaporte|clase de pasaporte"
    ),
    Field.PASSPORT_NUMBER: (
        "passport|passport number|passport no|passport nr|travel document number|document number|passeport"
        "|numéro de passeport|n° passeport|n° de passeport|паспорт|номер паспорта|№ паспорта"
        "|серия и номер паспорта|загранпаспорт|رقم الجواز|رقم جواز السفر|جواز السفر|pass|passnummer|pass nr"
        "|reisepass|reisepassnummer|pasaporte|número de pasaporte|nº de pasaporte|n de pasaporte"
    ),
    Field.PASSPORT_ISSUED: (
        "passport issued|passport issued on|date of issue|issue date|issued|issued on|date de délivrance"
        "|délivré le|émis le|дата выдачи|выдан|дата выдачи паспорта|تاريخ الإصدار|ausstellungsdatum"
        "|ausgestellt am|ausgestellt|fecha de expedición|fecha de emisión|expedido el"
    ),
    Field.PASSPORT_EXPIRES: (
        "passport expires|passport expires on|date of expiry|expiry date|expiration date|expires|valid until"
        "|valid to|date d'expiration|expire le|valable jusqu'au|срок действия|действителен до"
        "|дата окончания срока действия|تاريخ الانتهاء الجواز|تاريخ انتهاء الجواز|صالح حتى|gültig bis"
        "|ablaufdatum|fecha de caducidad|fecha de vencimiento|válido hasta|vence"
    ),
    Field.ISSUING_STATE: (
        "issuing state|issuing country|country of issue|passport state|état émetteur|pays de délivrance"
        "|государство выдачи|страна выдачи|بلد الإصدار|دولة الإصدار|ausstellender staat|ausstellungsland"
        "|estado expedidor|país emisor|país de expedición"
    ),
    Field.PROTECTED: (
        "protected|protected person|protégé|personne protégée|защищенное лицо|защита|شخص محمي|محمي|geschützt"
        "|geschützte person|protegido|persona protegida"
    ),
}


# How a header says that names are in Latin letters.
_LATIN_WORDS = (
    "latin|latins|latine|latino|latina|latinos|lateinisch|lat|english|anglais|englisch|inglés"
    "|как в загранпаспорте|латинскими буквами|латинице|латиницей|латиница|лат|английском|англ"
    "|بالإنجليزية|بالانجليزية|باللاتينية"
)
_ANY_OF_THEM = "|".join(map(normalise, _LATIN_WORDS.split("|")))
_LATIN = re.compile(rf"\b((in|en|на|auf) )?({_ANY_OF_THEM})( letters| script| characters)?\b")
_OWN = {
    Field.FULL_NAME: Field.NATIVE_NAME,
    Field.SURNAME: Field.OWN_SURNAME,
    Field.GIVEN_NAMES: Field.OWN_GIVEN_NAMES,
}


def field_of(title: str) -> Field | None:
    """Return the field that a header names; None where it names none.

    Numbers after it ("Given name 2") and what stands in brackets are passed over.
    """
    words = normalise(title)
    words = _LATIN.sub(" ", words).strip() or words
    known = _known()
    if words in known:
        return known[words]
    shorter = normalise(title.split("(")[0].split("[")[0].split("/")[0]).rstrip(" 0123456789")
    return known.get(shorter)


def named(titles: list[str]) -> list[Field | None]:
    """Return the fields that the headers of a whole list name, one a title.

    "Name" beside "Vorname", or "nom" beside "prénom", is the surname; alone each is the whole name. A
    field that only one column can fill is given to the first. Where some parts of a name are headed as
    the Latin ones ("Фамилия (лат)"), the others are those in the own script.
    """
    found = [field_of(title) for title in titles]
    latin = [bool(_LATIN.search(normalise(title))) for title in titles]
    if any(says and one in _OWN for says, one in zip(latin, found, strict=True)):
        whole = Field.NATIVE_NAME in found
        for at, one in enumerate(found):
            if one in _OWN and not latin[at]:
                found[at] = None if whole else _OWN[one]
    for at, one in enumerate(found):
        if one is Field.FULL_NAME and Field.GIVEN_NAMES in found and Field.SURNAME not in found:
            found[at] = Field.SURNAME
        elif one is Field.FULL_NAME and Field.SURNAME in found and Field.GIVEN_NAMES not in found:
            found[at] = Field.GIVEN_NAMES
        elif one is Field.SURNAME and not {Field.GIVEN_NAMES, Field.FULL_NAME} & set(found):
            found[at] = Field.FULL_NAME
    return found


@cache
def _known() -> dict[str, Field]:
    known: dict[str, Field] = {}
    for field, words in _WORDS.items():
        known[normalise(field.value)] = field
        for word in words.split("|"):
            known.setdefault(normalise(word), field)
    # What the program's own screens and exports call the columns, in English; other languages are above.
    for field in Field:
        known.setdefault(normalise(str(field.label)), field)
    return known
