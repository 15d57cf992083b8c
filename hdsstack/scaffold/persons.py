"""The persons whom a template names: administrators, and who is on call."""

import re
import unicodedata
from collections.abc import Mapping

from hdsstack.model.establishment import Administrator, Establishment


def people(establishment: Establishment) -> Mapping[str, object]:
    """`administrators`, with a placeholder for an unknown identity, and `on_call`."""
    provider = establishment.hosting.provider
    persons = enumerate(establishment.administrators, start=1)
    return {
        "administrators": [_person(row, rank, provider) for rank, row in persons],
        "on_call": next((row.email for row in establishment.contacts if row.email), None),
    }


def _person(row: Administrator, rank: int, provider: str) -> Mapping[str, object]:
    reviewed = row.last_review.isoformat() if row.last_review else "never"
    note = f"{row.name}, {row.country}; rights reviewed: {reviewed}"
    if row.identity is None:
        note = f"{note}; identity TO CONFIRM"
    return {"identity": row.identity or _to_confirm(row, rank, provider), "note": note}


def _to_confirm(row: Administrator, rank: int, provider: str) -> str:
    """A placeholder in the form that the provider's directory uses: an object id, or a mail."""
    if provider == "azure":
        return f"00000000-0000-0000-0000-{rank:012d}"
    plain = unicodedata.normalize("NFKD", row.name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", ".", re.sub(r"\(.*?\)", "", plain)).strip(".")
    return f"{words}@{re.sub(r'[^a-z0-9]+', '-', row.employer.lower())}.example"
