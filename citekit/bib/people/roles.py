"""Which fields hold names, and which CSL variable each kind of contributor becomes.

Sources: biblatex manual, 2.2.2 (name lists), 2.2.4 (``namea`` …), 2.3.6 (Editorial Roles) and 4.9.2.12 (roles that
styles print); CSL 1.0.2, Appendix IV - Variables, Name Variables. Roles that CSL has no variable for keep their
biblatex name, so that they can be reached in ``Reference.names``.
"""

from __future__ import annotations

# Field -> variable. In the order of biblatex's manual, then CSL's own names, which some styles and exporters add.
NAMES: dict[str, str] = {
    "author": "author",
    "editor": "editor",
    "editora": "editora",
    "editorb": "editorb",
    "editorc": "editorc",
    "translator": "translator",
    "annotator": "annotator",
    "commentator": "commentator",
    "introduction": "introduction",
    "foreword": "foreword",
    "afterword": "afterword",
    "bookauthor": "container-author",
    "holder": "holder",
    "shortauthor": "shortauthor",
    "shorteditor": "shorteditor",
    "sortname": "sortname",
    "namea": "namea",
    "nameb": "nameb",
    "namec": "namec",
    "chair": "chair",
    "collectioneditor": "collection-editor",
    "serieseditor": "collection-editor",
    "compiler": "compiler",
    "composer": "composer",
    "containerauthor": "container-author",
    "contributor": "contributor",
    "curator": "curator",
    "director": "director",
    "editorialdirector": "editorial-director",
    "editortranslator": "editor-translator",
    "executiveproducer": "executive-producer",
    "guest": "guest",
    "host": "host",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "organizer": "organizer",
    "origauthor": "original-author",
    "originalauthor": "original-author",
    "performer": "performer",
    "producer": "producer",
    "recipient": "recipient",
    "reviewedauthor": "reviewed-author",
    "scriptwriter": "script-writer",
    "seriescreator": "series-creator",
}

# What ``editortype``, ``editoratype``, ``nameatype`` … say -> variable.
ROLES: dict[str, str] = {
    "editor": "editor",
    "compiler": "compiler",
    "founder": "founder",
    "continuator": "continuator",
    "redactor": "redactor",
    "reviser": "reviser",
    "collaborator": "collaborator",
    "organizer": "organizer",
    "organiser": "organizer",
    "director": "director",
    "producer": "producer",
    "execproducer": "executive-producer",
    "executiveproducer": "executive-producer",
    "performer": "performer",
    "conductor": "conductor",
    "composer": "composer",
    "curator": "curator",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "reader": "narrator",
    "host": "host",
    "guest": "guest",
    "scriptwriter": "script-writer",
    "writer": "script-writer",
    "creator": "series-creator",
    "seriescreator": "series-creator",
    "serieseditor": "collection-editor",
    "collectioneditor": "collection-editor",
    "editorialdirector": "editorial-director",
    "translator": "translator",
    "annotator": "annotator",
    "commentator": "commentator",
    "introduction": "introduction",
    "foreword": "foreword",
    "afterword": "afterword",
}

# Names whose role a field beside them says: "editora" and "editoratype".
TYPED = frozenset("editor editora editorb editorc namea nameb namec".split())
# CSL's editor is printed and sorted by; roles that CSL does not know leave a main editor in that place.
_MAIN = frozenset(
    "compiler director organizer producer executive-producer performer composer curator illustrator interviewer "
    "narrator host guest script-writer series-creator editorial-director".split()
)


def variable_of(field: str, role: str = "") -> str:
    """Return the variable of a field of names whose *role* is said beside it.

    >>> variable_of("editora", "redactor"), variable_of("editor", "redactor"), variable_of("editor", "compiler")
    ('redactor', 'editor', 'compiler')
    """
    role = role.strip().lower().replace(" ", "").replace("-", "")
    if field not in TYPED or role not in ROLES:
        return NAMES[field]
    variable = ROLES[role]
    return variable if field != "editor" or variable in _MAIN else "editor"
