"""Secrets that services take as arguments, where nothing else of the service reads them.

Those that the SDK of pulumi-aws 7 marks secret by itself, and those of its nested objects.
"""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import listed
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph

_BGP_KEY = ("bgpAuthKey",)
_PATHS: Mapping[str, tuple[str, ...]] = {
    "aws:acm/certificate:Certificate": ("privateKey", "privateKeyWo"),
    "aws:apigateway/apiKey:ApiKey": ("value",),
    "aws:apigateway/domainName:DomainName": ("certificatePrivateKey",),
    "aws:appstream/directoryConfig:DirectoryConfig": ("serviceAccountCredentials.accountPassword",),
    "aws:cloudwatch/eventConnection:EventConnection": (
        "authParameters.apiKey.value",
        "authParameters.basic.password",
        "authParameters.oauth.clientParameters.clientSecret",
    ),
    "aws:codebuild/sourceCredential:SourceCredential": ("token",),
    "aws:codepipeline/webhook:Webhook": ("authenticationConfiguration.secretToken",),
    "aws:cognito/identityProvider:IdentityProvider": ("providerDetails.client_secret",),
    "aws:cognito/user:User": ("password", "temporaryPassword"),
    "aws:datasync/locationAzureBlob:LocationAzureBlob": ("sasConfiguration.token",),
    "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": (
        "protocol.smb.password",
    ),
    "aws:datasync/locationFsxWindows:LocationFsxWindows": ("password",),
    "aws:datasync/locationObjectStorage:LocationObjectStorage": ("secretKey",),
    "aws:datasync/locationSmb:LocationSmb": ("password",),
    "aws:directconnect/bgpPeer:BgpPeer": _BGP_KEY,
    "aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation": ("cak",),
    "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface": _BGP_KEY,
    "aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface": _BGP_KEY,
    "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface": _BGP_KEY,
    "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": _BGP_KEY,
    "aws:directconnect/publicVirtualInterface:PublicVirtualInterface": _BGP_KEY,
    "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": _BGP_KEY,
    "aws:directoryservice/radiusSettings:RadiusSettings": ("sharedSecret",),
    "aws:directoryservice/trust:Trust": ("trustPassword",),
    "aws:docdb/cluster:Cluster": ("masterPasswordWo",),
    "aws:elasticache/replicationGroup:ReplicationGroup": ("authTokenWo",),
    "aws:elasticache/user:User": ("passwords[]", "passwordsWo[]"),
    "aws:fsx/ontapFileSystem:OntapFileSystem": ("fsxAdminPassword",),
    "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": (
        "svmAdminPassword",
        "activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password",
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": ("selfManagedActiveDirectory.password",),
    "aws:iam/serverCertificate:ServerCertificate": ("privateKey",),
    "aws:kms/ciphertext:Ciphertext": ("plaintext", "plaintextWo"),
    "aws:kms/externalKey:ExternalKey": ("keyMaterialBase64",),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ("keyMaterialBase64",),
    "aws:lb/listener:Listener": ("defaultActions[].authenticateOidc.clientSecret",),
    "aws:lb/listenerRule:ListenerRule": ("actions[].authenticateOidc.clientSecret",),
    "aws:memorydb/user:User": ("authenticationMode.passwords[]",),
    "aws:quicksight/dataSource:DataSource": ("credentials.credentialPair.password",),
    "aws:rds/cluster:Cluster": ("masterPasswordWo",),
    "aws:rds/instance:Instance": ("passwordWo",),
    "aws:redshift/cluster:Cluster": ("masterPasswordWo",),
    "aws:redshift/hsmConfiguration:HsmConfiguration": ("hsmPartitionPassword",),
    "aws:redshiftserverless/namespace:Namespace": ("adminUserPasswordWo",),
    "aws:secretsmanager/secretVersion:SecretVersion": ("secretStringWo",),
    "aws:sns/platformApplication:PlatformApplication": ("platformCredential",),
    "aws:storagegateway/fileSystemAssociation:FileSystemAssociation": ("password",),
    "aws:storagegateway/gateway:Gateway": (
        "smbGuestPassword",
        "smbActiveDirectorySettings.password",
    ),
    "aws:transfer/certificate:Certificate": ("privateKey",),
    "aws:transfer/hostKey:HostKey": ("hostKeyBody", "hostKeyBodyWo"),
    "aws:transfer/server:Server": ("hostKey",),
}


@facts_of(*_PATHS)
def password(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password, a private key or a client's secret given as an argument."""
    del graph
    paths = (whole for path in _PATHS[found.type] for whole in spread(found, path))
    yield ClearSecret(resource=found, clear=secrets_in_clear(found, *paths))


@facts_of(
    "aws:elasticbeanstalk/environment:Environment",
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate",
)
def platform_settings(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The settings of a platform hold the environment of its machines."""
    del graph
    yield ClearSecret(resource=found, clear=tuple(listed(found, "settings")))
