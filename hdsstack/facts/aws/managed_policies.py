"""AWS's own managed policies, by name: which grant every action, or everything of a service.

Source: AWS managed policy reference, read 2026-11, each judged as a document of the program would
be. A `...FullAccess` policy grants every action of a service on every resource, those of `_USES`
apart; what is not listed here is narrower.
"""

import re

from hdsstack.model.values import Unknown

_AWS_OWNED = re.compile(
    r"^arn:aws[\w-]*:iam::(?P<owner>aws)?:policy/(?:[\w-]+/)*(?P<name>[\w+=,.@-]+)$"
)
_FULL = re.compile(r"FullAccess(?:_?v\d)?$", re.IGNORECASE)
# They let their holder use what is there: call an interface, query, mount files.
_USES = re.compile(r"(Invoke|Client|Data|Commands|Metering|PerformanceInsights)FullAccess$")
_WIDE = frozenset(
    {
        "AdministratorAccess",
        "AdministratorAccess-AWSElasticBeanstalk",
        "AdministratorAccess-Amplify",
        "PowerUserAccess",
        "SystemAdministrator",
        "DatabaseAdministrator",
        "DataScientist",
        "NetworkAdministrator",
        "SupportUser",
        "AWSSupportAccess",
        "AWSAppSyncAdministrator",
        "AWSCloud9Administrator",
        "AWSCodeArtifactAdminAccess",
        "AWSCodeBuildAdminAccess",
        "AWSDataPipelineRole",
        "AWSDataPipeline_PowerUser",
        "AWSGlueServiceRole",
        "AWSGrafanaAccountAdministrator",
        "AWSGreengrassResourceAccessRolePolicy",
        "AWSLakeFormationDataAdmin",
        "AWSLambdaExecute",
        "AWSLambdaReplicator",
        "AWSSSODirectoryAdministrator",
        "AWSSSOMasterAccountAdministrator",
        "AWSSSOMemberAccountAdministrator",
        "AmazonAPIGatewayAdministrator",
        "AmazonCognitoPowerUser",
        "AmazonDynamoDBFullAccesswithDataPipeline",
        "AmazonEC2RoleforDataPipelineRole",
        "AmazonEC2SpotFleetRole",
        "AmazonElasticMapReduceRole",
        "AmazonElasticMapReduceforEC2Role",
        "AmazonSSMAutomationRole",
        "AmazonSecurityLakeAdministrator",
        "SecretsManagerReadWrite",
    }
)
# Known ones that are narrow, for who looks a policy up by its name alone.
_NARROW = frozenset(
    {
        "ReadOnlyAccess",
        "SecurityAudit",
        "ViewOnlyAccess",
        "AWSBackupServiceRolePolicyForBackup",
        "AWSBackupServiceRolePolicyForRestores",
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaVPCAccessExecutionRole",
        "AWSXRayDaemonWriteAccess",
        "AmazonEC2ContainerRegistryReadOnly",
        "AmazonECSTaskExecutionRolePolicy",
        "AmazonEKSClusterPolicy",
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonRDSEnhancedMonitoringRole",
        "AmazonS3ReadOnlyAccess",
        "AmazonSSMManagedInstanceCore",
        "CloudWatchAgentServerPolicy",
    }
)
_DELETES = frozenset(
    {
        "AdministratorAccess",
        "PowerUserAccess",
        "AWSBackupFullAccess",
        "AmazonRDSFullAccess",
        "AmazonEC2FullAccess",
        "AmazonDynamoDBFullAccess",
        "AmazonDynamoDBFullAccess_v2",
        "AmazonDynamoDBFullAccesswithDataPipeline",
        "AmazonDocDBConsoleFullAccess",
        "AmazonDocDBFullAccess",
        "AmazonEC2RoleforDataPipelineRole",
        "AmazonElasticMapReduceforEC2Role",
        "AmazonSSMAutomationRole",
        "AWSElasticBeanstalkFullAccess",
        "AWSStorageGatewayFullAccess",
        "DataScientist",
        "DatabaseAdministrator",
        "NeptuneConsoleFullAccess",
        "NeptuneFullAccess",
        "SystemAdministrator",
    }
)


def wide_by_name(arn: str) -> bool | Unknown:
    """Whether a policy known by its ARN grants too much; Unknown for one of another stack."""
    name = _name(arn)
    if isinstance(name, Unknown):
        return name
    return _is_wide(name)


def deletes_by_name(arn: str) -> bool | Unknown:
    """Whether a policy known by its ARN lets its holder delete recovery points."""
    name = _name(arn)
    return name if isinstance(name, Unknown) else name in _DELETES


def _is_wide(name: str) -> bool:
    return name in _WIDE or (bool(_FULL.search(name)) and not _USES.search(name))


def _name(arn: str) -> str | Unknown:
    """The name of one of AWS's own; one looked up by its name alone shows no account."""
    match = _AWS_OWNED.match(arn)
    if match and (match["owner"] or _is_wide(match["name"]) or match["name"] in _NARROW):
        return match["name"]
    return Unknown("the content of a policy that this stack does not hold")
