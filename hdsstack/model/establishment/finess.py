"""The FINESS number: the identifier of a French health or social establishment."""

import re

from hdsstack.locale import _
from hdsstack.model.establishment.base import refuse

_SHAPE = re.compile(r"([0-9]{2}|2[AB])[0-9]{7}")
_CORSICA = str.maketrans({"A": "1", "B": "2"})


def luhn_key(body: str) -> str:
    """Compute the Luhn key, one digit, of a FINESS number's first eight characters.

    For Corsica (2A, 2B) the letter counts as its rank in the alphabet, A as 1 and B as 2. This
    reading is inferred, not quoted from a text: it alone gives the published keys of the hospitals
    of Bastia 2B0000020, Calvi 2B0005342, Corte 2B0004246, Sartene 2A0002606 and Castelluccio
    2A0000386 (prefectures' recueils des actes administratifs, February 2024).
    """
    total = 0
    for rank, digit in enumerate(reversed(body.translate(_CORSICA))):
        value = int(digit) * (2 if rank % 2 == 0 else 1)
        total += sum(divmod(value, 10))
    return str(-total % 10)


def valid_finess(text: str) -> str:
    """Return the number without spaces; refuse a wrong shape or a wrong ninth digit."""
    number = re.sub(r"[\s.]", "", text).upper()
    if not _SHAPE.fullmatch(number):
        raise refuse(
            _("not a FINESS number"),
            wanted=_("nine characters: the department (2A and 2B for Corsica), then digits"),
            next_step=_("copy it, in quotes, from the establishment's FINESS entry"),
        )
    key = luhn_key(number[:8])
    if number[8] != key:
        raise refuse(
            _("the FINESS number's key is wrong"),
            wanted=_("a ninth digit that is the Luhn key of the others ({key} for {body})").format(
                key=key, body=number[:8]
            ),
            next_step=_("look for a mistyped digit and compare with the FINESS entry"),
        )
    return number
