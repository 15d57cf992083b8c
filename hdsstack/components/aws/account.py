"""The AWS account: everything is pinned to it and to two regions of the EEA."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.contract import AccountArgs
from hdsstack.components.part import Holder


class Account(Holder):
    """Providers that refuse any other account, and a ban on public buckets."""

    def __init__(
        self, name: str, args: AccountArgs, *, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        inside = pulumi.ResourceOptions(parent=self)
        self.main = self._pinned(f"{name}-main", args.region)
        self.second = self._pinned(f"{name}-second", args.second_region)
        here = pulumi.ResourceOptions.merge(inside, pulumi.ResourceOptions(provider=self.main))
        aws.s3.AccountPublicAccessBlock(
            f"{name}-no-public-bucket",
            account_id=args.account,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=here,
        )
        self.register_outputs({})

    def _pinned(self, name: str, region: str) -> pulumi.ProviderResource:
        provider: pulumi.ProviderResource = aws.Provider(
            name,
            region=region,
            allowed_account_ids=[self.args.account],
            opts=pulumi.ResourceOptions(parent=self),
        )
        return provider
