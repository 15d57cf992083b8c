"""Dated data: the law's requirements, places, hosts, services; each row says where it comes from.

Files are read when first asked for and kept; `check` reads only what its controls ask.
"""

from hdsstack.catalog.cloud_regions import Region, providers, region, regions
from hdsstack.catalog.hosts import Activity, Actor, activities, actor, actors
from hdsstack.catalog.jurisdictions import (
    Adequacy,
    Country,
    adequacies,
    adequate,
    countries,
    country,
)
from hdsstack.catalog.listing import Cell, Entry, entries, kinds
from hdsstack.catalog.loader import CatalogueError
from hdsstack.catalog.reference_texts import (
    Framework,
    Requirement,
    framework,
    frameworks,
    parts,
    requirement,
    requirements,
)
from hdsstack.catalog.rows import Confidence, Row, Scope, Text
from hdsstack.catalog.service_types import (
    Dataless,
    Service,
    cannot_hold_data,
    dataless,
    service_of,
    services,
)
from hdsstack.catalog.tls import TlsPolicy, tls_minimum, tls_policies, tls_policy
from hdsstack.catalog.tokens import is_preview, plain

__all__ = [
    "Activity",
    "Actor",
    "Adequacy",
    "CatalogueError",
    "Cell",
    "Confidence",
    "Country",
    "Dataless",
    "Entry",
    "Framework",
    "Region",
    "Requirement",
    "Row",
    "Scope",
    "Service",
    "Text",
    "TlsPolicy",
    "activities",
    "actor",
    "actors",
    "adequacies",
    "adequate",
    "cannot_hold_data",
    "countries",
    "country",
    "dataless",
    "entries",
    "framework",
    "frameworks",
    "is_preview",
    "kinds",
    "parts",
    "plain",
    "providers",
    "region",
    "regions",
    "requirement",
    "requirements",
    "service_of",
    "services",
    "tls_minimum",
    "tls_policies",
    "tls_policy",
]
