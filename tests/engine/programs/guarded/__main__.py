"""A team's own program: one line guards it, and a module of its own registers when imported."""

import hdsstack.guard

hdsstack.guard.check(__file__)

import keys  # noqa: E402 - after the decision
import pulumi  # noqa: E402 - the same

pulumi.export("key", keys.records.arn)
