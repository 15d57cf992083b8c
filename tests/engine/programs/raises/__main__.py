"""Raises before it registers anything, as the guard does."""

import pulumi

raise pulumi.RunError("two controls fail: nothing is provisioned")
