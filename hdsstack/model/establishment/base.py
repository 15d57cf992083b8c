"""What every section of the manifest shares: the closed, frozen base and the small types."""

import ipaddress
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from hdsstack.locale import _


class Section(BaseModel):
    """A closed, immutable part of the manifest; an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        coerce_numbers_to_str=True,
        str_strip_whitespace=True,
        populate_by_name=True,
    )


def refuse(what: str, *, wanted: str, next_step: str) -> PydanticCustomError:
    """Make the error of a value whose shape is wrong, with what was wanted and what to do."""
    context = {"what": what, "wanted": wanted, "next_step": next_step}
    return PydanticCustomError("manifest_shape", "{what}", context)


_SLUG_LENGTH = 40
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _slug(text: str) -> str:
    if len(text) > _SLUG_LENGTH or not _SLUG.fullmatch(text):
        raise refuse(
            _("not a usable name"),
            wanted=_("lower-case letters, digits and single hyphens, 40 characters at most"),
            next_step=_("write it like 'ch-bapaume'"),
        )
    return text


def _cidr(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        pass
    try:
        nearest = str(ipaddress.ip_network(text, strict=False))
    except ValueError:
        nearest = "10.20.0.0/16"
    raise refuse(
        _("not a network range"),
        wanted=_("an address range in CIDR form, without host bits"),
        next_step=_("write it like '{example}'").format(example=nearest),
    )


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise refuse(
            _("not an IP address"),
            wanted=_("one IPv4 or IPv6 address"),
            next_step=_("write the address alone, without mask or port"),
        ) from None


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise refuse(
            _("not a country code"),
            wanted=_("two letters, ISO 3166-1 alpha-2"),
            next_step=_("write FR for France"),
        )
    return text.upper()


def _filled(text: str) -> str:
    if not text:
        raise refuse(
            _("empty text"),
            wanted=_("at least one word"),
            next_step=_("write the text, or leave the key out where it is optional"),
        )
    return text


def _date_only(value: object) -> object:
    """Refuse numbers, which pydantic would read as seconds since 1970."""
    if isinstance(value, date) or (
        isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip())
    ):
        return value
    raise refuse(
        _("not a date"),
        wanted=_("year-month-day"),
        next_step=_("write it like 2026-11-25"),
    )


Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": "^[a-z]"})]
Cidr = Annotated[str, AfterValidator(_cidr)]
IpAddress = Annotated[str, AfterValidator(_address)]
Country = Annotated[str, AfterValidator(_country)]
Text = Annotated[str, AfterValidator(_filled)]
Day = Annotated[date, BeforeValidator(_date_only)]
Minutes = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(ge=0)]
Gib = Annotated[int, Field(gt=0)]
