"""IAM: what policies grant, what is attached to whom, who may take on a role, lasting keys."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.managed_policies import deletes_by_name, wide_by_name
from hdsstack.facts.aws.trust import takers, wide_trust
from hdsstack.facts.policies import (
    Statement,
    allows,
    allows_everywhere,
    denies,
    statements,
    wide_grant,
)
from hdsstack.model.facts import Administration, Fact, Grant, LocalCredential, Trust
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Text, Unknown, dig

ROLE = "aws:iam/role:Role"
_POLICY = "aws:iam/policy:Policy"
_ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
_USER = "aws:iam/user:User"
_ATTACHMENTS = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
)
JOINED = (
    _USER,
    "aws:iam/group:Group",
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "aws:iam/samlProvider:SamlProvider",
    "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    "aws:iam/userGroupMembership:UserGroupMembership",
    "aws:iam/groupMembership:GroupMembership",
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    "aws:iam/accountAlias:AccountAlias",
    "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
)
_VAULT_DELETIONS = (
    "backup:DeleteRecoveryPoint",
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:PutBackupVaultAccessPolicy",
)
_SNAPSHOT_DELETIONS = (
    "rds:DeleteDBSnapshot",
    "rds:DeleteDBClusterSnapshot",
    "ec2:DeleteSnapshot",
    "dynamodb:DeleteBackup",
)
_BACKUP_SERVICE = "backup.amazonaws.com"


@facts_of(
    _POLICY,
    _ROLE_POLICY,
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy",
)
def policy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document of rights."""
    if found.type == _POLICY and _only_bounds(found, graph):
        return
    yield _grant(found, "policy", found.get("policy"), _role_of(found, graph), graph)


def _only_bounds(policy: Resource, graph: ResourceGraph) -> bool:
    """Whether it is the permissions boundary of somebody and attached to nobody of this stack.

    A boundary grants nothing by itself (AWS IAM user guide, read 2026-11).
    """
    if not any(graph.naming(policy, "permissionsBoundary", kind) for kind in (ROLE, _USER)):
        return False
    if any(graph.pointing(policy, "policyArn", *_ATTACHMENTS)):
        return False
    held = graph.derived(_listed_by_roles)
    return held is not None and policy.urn not in held


def _listed_by_roles(graph: ResourceGraph) -> frozenset[str] | None:
    """The URNs of the policies that roles list; None where a role may list any."""
    held = [graph.linked_all(role, "managedPolicyArns", _POLICY) for role in graph.of(ROLE)]
    if any(links.unknown is not None for links in held):
        return None
    return frozenset(one.urn for links in held for one in links.resources)


def _role_of(policy: Resource, graph: ResourceGraph) -> Resource | None:
    linked = graph.linked(policy, "role", ROLE)
    return linked if isinstance(linked, Resource) else None


def _grant(
    holder: Resource, path: str, document: Found, role: Resource | None, graph: ResourceGraph
) -> Grant:
    del graph
    found = statements(document)
    if isinstance(found, Unknown):
        missing: Seen[bool] = Seen(found, path, holder.urn)
        return Grant(resource=holder, wide=(missing,), deletes_backups=(missing,))
    wide = message(N_("the policy grants every action, or every action of a service"))
    deletes = message(N_("the policy allows to delete recovery points"))
    deleting = _deletes_from_vaults(found) or allows_everywhere(found, *_SNAPSHOT_DELETIONS)
    return Grant(
        resource=holder,
        wide=(Seen(wide_grant(found), path, holder.urn, why=wide),),
        deletes_backups=()
        if _of_the_backup_service(role)
        else (Seen(deleting, path, holder.urn, why=deletes),),
    )


def _deletes_from_vaults(found: tuple[Statement, ...]) -> bool:
    """Deletes recovery points, or undoes what keeps others from it: not where its own Deny stops
    both deletions, of recovery points and of vaults.
    """
    stopped = denies(found, "backup:DeleteRecoveryPoint") and denies(
        found, "backup:DeleteBackupVault"
    )
    return not stopped and allows(found, *_VAULT_DELETIONS)


def _of_the_backup_service(role: Resource | None) -> bool:
    """A role that only AWS Backup itself may take on."""
    found = statements(role.get("assumeRolePolicy")) if role is not None else ()
    if isinstance(found, Unknown) or not found:
        return False
    trusted = [pair for statement in found if statement.allows for pair in statement.principals]
    return bool(trusted) and all(pair == ("Service", _BACKUP_SERVICE) for pair in trusted)


@facts_of("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy")
def permission_set(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document of rights that people of the directory sign in with."""
    yield _grant(found, "inlinePolicy", found.get("inlinePolicy"), None, graph)


@facts_of("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment")
def permission_attachment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A policy of AWS that people of the directory sign in with."""
    path = "managedPolicyArn"
    yield from _attached(found, path, found.get(path), None, graph)


# Roles -------------------------------------------------------------------------------------------


@facts_of(ROLE)
def role(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Who may take on a role, and the rights written inside it."""
    why = message(N_("the role can be taken on by more than the principals that it names"))
    trust = Seen(wide_trust(found, graph), "assumeRolePolicy", found.urn, why=why)
    yield Trust(resource=found, wide=(trust,))
    for who in takers(found, graph):
        seen = Seen(who, "assumeRolePolicy", found.urn)
        yield Administration(resource=found, who=seen, over=found.urn)
    inline = found.items("inlinePolicies")
    if isinstance(inline, Unknown):
        yield Grant(resource=found, wide=(Seen(inline, "inlinePolicies", found.urn),))
    else:
        for index, one in enumerate(inline):
            path = f"inlinePolicies[{index}].policy"
            yield _grant(found, path, dig(one, "policy"), found, graph)
    managed = found.items("managedPolicyArns")
    if isinstance(managed, Unknown):
        yield Grant(resource=found, wide=(Seen(managed, "managedPolicyArns", found.urn),))
    else:
        for index, arn in enumerate(managed):
            yield from _attached(found, f"managedPolicyArns[{index}]", arn, found, graph)


@facts_of(*_ATTACHMENTS)
def attachment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A policy attached by its ARN; one of this stack is judged where it is written."""
    yield from _attached(found, "policyArn", found.get("policyArn"), _role_of(found, graph), graph)


def _attached(
    holder: Resource, path: str, arn: Found, role: Resource | None, graph: ResourceGraph
) -> Iterator[Fact]:
    wide: bool | Unknown
    deletes: bool | Unknown
    match graph.target(arn, holder, path, _POLICY):
        case Resource() | None:
            return
        case Literal(text):
            wide, deletes = wide_by_name(text), deletes_by_name(text)
        case Unknown() as missing:
            text = arn.literal if isinstance(arn, Text) else ""
            known = ":policy/" in text and not isinstance(arn, Ref)
            wide = wide_by_name(text) if known else missing
            deletes = deletes_by_name(text) if known else missing
    why = message(N_("the attached policy grants every action, or every action of a service"))
    deleting = message(N_("the attached policy allows to delete recovery points"))
    yield Grant(
        resource=holder,
        wide=(Seen(wide, path, holder.urn, why=why),),
        deletes_backups=()
        if _of_the_backup_service(role)
        else (Seen(deletes, path, holder.urn, why=deleting),),
    )


# Lasting credentials -----------------------------------------------------------------------------


@facts_of("aws:iam/accessKey:AccessKey")
def access_key(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A key that lasts until somebody deletes it."""
    del graph
    yield _while_active(found, message(N_("a long-lived access key is made")))


@facts_of("aws:iam/serviceSpecificCredential:ServiceSpecificCredential")
def service_password(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password of one service, such as a repository or a table, that lasts as long."""
    del graph
    yield _while_active(found, message(N_("a lasting password of a service is made")))


def _while_active(found: Resource, why: Message) -> LocalCredential:
    status = found.text("status", default="Active").map(lambda said: said != "Inactive")
    return LocalCredential(
        resource=found, enabled=(Seen(status.value, "status", found.urn, why=why),)
    )


@facts_of("aws:iam/userLoginProfile:UserLoginProfile")
def login_profile(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password of the console."""
    del graph
    why = message(N_("a local password account of the console is made"))
    yield LocalCredential(
        resource=found, enabled=(Seen(value=True, at="user", on=found.urn, why=why),)
    )
