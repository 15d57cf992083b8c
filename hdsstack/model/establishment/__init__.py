"""The manifest `establishment.yaml`: what an establishment declares, as closed frozen models."""

from hdsstack.model.establishment.chain import (
    Actor,
    Certificate,
    Exemption,
    Processor,
    RemoteAccess,
    ThirdCountryLaw,
)
from hdsstack.model.establishment.contract import (
    Contract,
    Guarantees,
    Jurisdiction,
    Reversal,
    Snapshot,
    Waiver,
)
from hdsstack.model.establishment.foundation import Foundation, Held
from hdsstack.model.establishment.hosting import Hosting, SecondSite, Secrets, State
from hdsstack.model.establishment.identity import (
    DataClass,
    DataClassUse,
    Environment,
    Group,
    GroupRange,
    Identity,
    Share,
)
from hdsstack.model.establishment.network import Flow, Link, Network, SingleLink, Site
from hdsstack.model.establishment.operation import (
    Administrator,
    Contact,
    Indicator,
    Patching,
    Retention,
    Schedule,
    TimeSource,
    Window,
)
from hdsstack.model.establishment.root import Establishment
from hdsstack.model.establishment.workloads import (
    Application,
    Components,
    Database,
    Dependency,
    Store,
    Workload,
)

__all__ = [
    "Actor",
    "Administrator",
    "Application",
    "Certificate",
    "Components",
    "Contact",
    "Contract",
    "DataClass",
    "DataClassUse",
    "Database",
    "Dependency",
    "Environment",
    "Establishment",
    "Exemption",
    "Flow",
    "Foundation",
    "Group",
    "GroupRange",
    "Guarantees",
    "Held",
    "Hosting",
    "Identity",
    "Indicator",
    "Jurisdiction",
    "Link",
    "Network",
    "Patching",
    "Processor",
    "RemoteAccess",
    "Retention",
    "Reversal",
    "Schedule",
    "SecondSite",
    "Secrets",
    "Share",
    "SingleLink",
    "Site",
    "Snapshot",
    "State",
    "Store",
    "ThirdCountryLaw",
    "TimeSource",
    "Waiver",
    "Window",
    "Workload",
]
