"""Loading `establishment.yaml`: the models, with the line of every value for later findings."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from hdsstack.model.document import Document, Place, read_document, text_of
from hdsstack.model.establishment import Establishment
from hdsstack.model.mistakes import problems_of, unknown_empty_keys
from hdsstack.model.problem import ManifestError


@dataclass(frozen=True, slots=True)
class Manifest:
    """An establishment and where each of its values is written."""

    establishment: Establishment
    document: Document

    def line(self, *place: str | int) -> int:
        """Line of a value: `manifest.line("indicators", 2, "level")`."""
        return self.document.line(place)


def read(path: Path | str, shown: str | None = None) -> Manifest:
    """Read a manifest with its lines; raises ManifestError with every mistake of shape at once.

    `shown` is the file's name in messages; by default the path as given.
    """
    file = shown or str(path)
    return _read(text_of(Path(path), file), file)


@lru_cache(maxsize=8)
def _read(text: str, shown: str) -> Manifest:
    """Read once what several parts of one command ask for: a manifest does not change."""
    document = read_document(text, shown)
    problems = [*document.problems, *unknown_empty_keys(document, Establishment)]
    try:
        establishment = Establishment.model_validate(document.values)
    except ValidationError as error:
        problems += problems_of(error, document, Establishment)
        raise ManifestError(document.file, problems) from None
    if problems:
        raise ManifestError(document.file, problems)
    return Manifest(establishment, document)


def load(path: Path | str, shown: str | None = None) -> Establishment:
    """Read a manifest; raises ManifestError with every mistake of shape at once."""
    return read(path, shown).establishment


__all__ = ["Manifest", "ManifestError", "Place", "load", "read"]
