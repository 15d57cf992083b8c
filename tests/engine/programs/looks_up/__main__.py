"""Asks the provider for something that the stand-in does not know."""

import pulumi_aws as aws

aws.ec2.get_ami(most_recent=True, owners=["self"])
