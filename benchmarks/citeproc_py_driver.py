"""citeproc-py on a request of ``citekit process``: JSON on stdin, JSON on stdout. Runs in the peers' environment."""

from __future__ import annotations

import io
import json
import sys
import warnings
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON


def main() -> None:
    """Set the document on stdin."""
    warnings.simplefilter("ignore")
    request = json.load(sys.stdin)
    style = CitationStylesStyle(io.BytesIO(request["style"].encode()), validate=False)
    document = CitationStylesBibliography(style, CiteProcJSON(request["references"]), formatter.html)
    citations = [Citation([_item(one) for one in given["citationItems"]]) for given in request["citations"]]
    for citation in citations:
        document.register(citation)
    if style.has_bibliography():
        document.sort()
    texts = [str(document.cite(citation, lambda _: None)) for citation in citations]
    entries = zip(document.keys, document.bibliography(), strict=True) if style.has_bibliography() else ()
    result = {
        "citations": [
            {"id": given["citationID"], "text": text} for given, text in zip(request["citations"], texts, strict=True)
        ],
        "bibliography": {"entries": [{"id": key, "text": str(text)} for key, text in entries]},
    }
    json.dump(result, sys.stdout, ensure_ascii=False)


def _item(given: dict[str, Any]) -> CitationItem:
    options: dict[str, Any] = {name: given[name] for name in ("prefix", "suffix") if name in given}
    if "locator" in given:
        options["locator"] = Locator(given.get("label", "page"), given["locator"])
    return CitationItem(given["id"], **options)


if __name__ == "__main__":
    main()
