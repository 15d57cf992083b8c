"""What every part of a stack stands on: the account, its keys, its traces, its network."""

from dataclasses import dataclass

from hdsstack.components.azure.account import Account
from hdsstack.components.azure.health_keys import HealthKeys
from hdsstack.components.azure.health_network import HealthNetwork
from hdsstack.components.azure.log_store import LogStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The ground that later parts take as one."""

    account: Account
    keys: HealthKeys
    logs: LogStore
    network: HealthNetwork
