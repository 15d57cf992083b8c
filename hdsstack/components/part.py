"""What every component has in common: its type, its place, its tags, its children's options."""

from collections.abc import Mapping, Sequence

import pulumi

from hdsstack.components.contract import AccountArgs
from hdsstack.planning.names import safe_name

# What the backup plan selects on a provider whose plans select by tag.
BACKED: Mapping[str, str] = {"hds:backup": "plan"}


class Holder(pulumi.ComponentResource):
    """An account: its two pinned providers, and the tags and names of what it holds."""

    main: pulumi.ProviderResource
    second: pulumi.ProviderResource

    def __init__(self, name: str, args: AccountArgs, opts: pulumi.ResourceOptions | None) -> None:
        super().__init__(_type_of(type(self)), name, None, opts)
        self.args = args

    def tags(self, data_class: str, activities: str, **more: str) -> Mapping[str, str]:
        """The five tags that every resource carries (HDS-OPS-001), and others.

        `activities` are digits 1 to 6, separated by spaces (CSP R.1111-9).
        """
        return {
            "hds:establishment": self.args.establishment,
            "hds:environment": self.args.environment,
            "hds:data-class": data_class,
            "hds:owner": self.args.owner,
            "hds:activities": activities,
            **more,
        }

    def called(self, kind: str, *parts: str) -> str:
        """A physical name of this account: establishment, environment, parts."""
        return safe_name(kind, self.args.establishment, self.args.environment, *parts)

    def called_uniquely(self, kind: str, *parts: str) -> str:
        """A physical name that must be unique in the whole world: it ends with a hash."""
        words = (self.args.establishment, self.args.environment, *parts)
        return safe_name(kind, *words, unique=self.args.account)


class Part(pulumi.ComponentResource):
    """A part of the stack, in an account.

    Children take `here`, `kept` or `there`: parent, provider and protection are never left out.

    Attributes:
        traced: What the audit trail must trace: kind of event -> id.
        restored: What the restore test restores: kind of store -> id.
        measured: How monitors find it: dimension -> value.
        reached: What an application may do with it, as the provider writes rights.

    """

    traced: Mapping[str, pulumi.Output[str]]
    restored: Mapping[str, pulumi.Output[str]]
    measured: Mapping[str, pulumi.Input[str]]
    reached: Sequence[Mapping[str, object]]

    def __init__(self, name: str, holder: Holder, opts: pulumi.ResourceOptions | None) -> None:
        super().__init__(_type_of(type(self)), name, None, opts)
        self.name = name
        self.holder = holder
        self.traced = {}
        self.restored = {}
        self.measured = {}
        self.reached = ()

    def here(self, *, after: "list[pulumi.Resource] | None" = None) -> pulumi.ResourceOptions:
        """Options of a child on the main site."""
        return pulumi.ResourceOptions(parent=self, provider=self.holder.main, depends_on=after)

    def kept(self, *, after: "list[pulumi.Resource] | None" = None) -> pulumi.ResourceOptions:
        """Options of a child on the main site that Pulumi must never delete (HDS-RET-002)."""
        return pulumi.ResourceOptions.merge(
            self.here(after=after), pulumi.ResourceOptions(protect=True)
        )

    def there(self, *, after: "list[pulumi.Resource] | None" = None) -> pulumi.ResourceOptions:
        """Options of a child on the second site, kept likewise."""
        return pulumi.ResourceOptions(
            parent=self, provider=self.holder.second, protect=True, depends_on=after
        )


def _type_of(kind: type) -> str:
    """`hdsstack:aws:HealthKeys`: the provider's package and the class's own name."""
    package = kind.__module__.split(".")[2]
    return f"hdsstack:{package}:{kind.__name__}"
