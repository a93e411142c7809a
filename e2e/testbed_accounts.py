"""The accounts that `isthmus install` and `isthmus cluster register` make: processes run with their tokens, and what an API server that enforces RBAC and admission policies lets them do."""
import json
import subprocess
import time

import yaml

from testbed_tools import CLUSTERS, ENV, STATE, eventually, fail, generated, isthmus, kubectl, run

NAMESPACE = "isthmus"
ACCOUNTS = {"mgmt": "isthmus-server", **{cluster: "isthmus-agent" for cluster in CLUSTERS}}
# What each may get and update by name, beside what both may create: ConfigMaps and Secrets.
OWN = {"isthmus-server": {*(("configmaps", name) for name in ("isthmus-agent", "isthmus-approvals", "isthmus-pending")), ("secrets", "isthmus-enrolments"), ("leases.coordination.k8s.io", "isthmus-server")},
       "isthmus-agent": {("configmaps", "isthmus-agent"), ("secrets", "isthmus-agent")}}
# Objects of users, after the labs.
USERS = {"mgmt": ("workspace.admin.gloo.solo.io/bookinfo", "-n", "gloo-mesh"), "cluster1": ("workspacesettings.admin.gloo.solo.io/bookinfo", "-n", "bookinfo-frontends")}
ISTIO = {f"{kind}.networking.istio.io" for kind in ("destinationrules", "gateways", "serviceentries", "virtualservices")}
ENTRY = {"apiVersion": "networking.istio.io/v1beta1", "kind": "ServiceEntry", "metadata": {"name": "invented", "namespace": "default"},
         "spec": {"hosts": ["invented.example"], "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}], "resolution": "DNS"}}
BOUND = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "by-mistake"},
         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"}}


def kubeconfig(cluster, folder):
    """A kubeconfig with the token of the cluster's account, and nothing else."""
    account, config = ACCOUNTS[cluster], yaml.safe_load((STATE / "kubeconfig").read_text())
    token = kubectl(cluster, "create", "token", account, "-n", NAMESPACE, "--duration=24h").strip()
    file = folder / f"{cluster}.kubeconfig"
    file.write_text(yaml.safe_dump({"apiVersion": "v1", "kind": "Config", "current-context": cluster, "clusters": [c for c in config["clusters"] if c["name"] == cluster],
                                    "contexts": [{"name": cluster, "context": {"cluster": cluster, "user": account}}], "users": [{"name": account, "user": {"token": token}}]}))
    return file


def writes(file, namespace):
    """What the account may do beside reading, as (resource, names, verb); reading of Secrets too."""
    found = set()
    for line in run("kubectl", "--kubeconfig", file, "auth", "can-i", "--list", "-n", namespace).splitlines()[1:]:
        before, urls, rest = line.partition("[]")
        if not urls or not before.strip():
            continue  # paths that are no resources
        names, verbs = rest.rsplit("[", 1)
        resource = before.strip()
        for verb in verbs.strip(" ]").split():
            if resource == "secrets" or verb not in ("get", "list", "watch"):
                found |= {(resource, name, verb) for name in names.strip(" []").split() or [""]}
    return found


def expected_writes(account, namespace, statuses):
    may = {(kind, "", verb) for kind in ISTIO for verb in ("create", "update", "delete")} | {("events", "", "create")} | {(status, "", "patch") for status in statuses}
    may |= {(f"self{what}reviews.{group}.k8s.io", "", "create") for what, group in (("subject", "authentication"), ("subjectaccess", "authorization"), ("subjectrules", "authorization"))}
    if namespace != NAMESPACE:
        return may
    may |= {(kind, names, "update") for kind, names in OWN[account]} | {(kind, names, "get") for kind, names in OWN[account] if kind == "secrets"}
    may |= {("secrets", "isthmus-installation" if account == "isthmus-server" else "isthmus-agent-bootstrap", "get")}
    may |= {("leases.coordination.k8s.io", "", "create")} if account == "isthmus-server" else set()
    return may | {("configmaps", "", "create"), ("secrets", "", "create")}


def rights(files):
    """RBAC: what the accounts need and nothing else, by what the API server says."""
    for cluster, file in files.items():
        resources = kubectl(cluster, "api-resources", "--verbs=list", "-o", "name").split()
        statuses = {f"{name}/status" for name in resources if name.endswith(".gloo.solo.io")}
        for namespace in (NAMESPACE, "default"):
            there, want = writes(file, namespace), expected_writes(ACCOUNTS[cluster], namespace, statuses)
            if there != want:
                fail(f"rights of {ACCOUNTS[cluster]} in {cluster}, namespace {namespace}: too many {sorted(there - want)}, missing {sorted(want - there)}")
        print(f"  {cluster}: {ACCOUNTS[cluster]} may write {len(ISTIO)} Istio kinds, the status of {len(statuses)} kinds, Events and its own objects, and nothing else", flush=True)


def answer(file, *arguments, text=None):
    """What the API server says to the account, without anything being written; "" means that it would do it."""
    done = subprocess.run(["kubectl", "--kubeconfig", str(file), *arguments, "--dry-run=server"], input=text, capture_output=True, text=True, env=ENV)
    return done.stderr.strip() if done.returncode else ""


def admission(files):
    """The policy: even with all rights, by mistake, an account touches only what carries a proof."""
    for cluster, file in files.items():
        subject = {"kind": "ServiceAccount", "name": ACCOUNTS[cluster], "namespace": NAMESPACE}
        kubectl(cluster, "apply", "-f", "-", text=json.dumps({**BOUND, "subjects": [subject]}))
        try:
            eventually(f"all rights in {cluster}", lambda file=file: "" if run("kubectl", "--kubeconfig", file, "auth", "can-i", "delete", "namespaces", ok=True).strip() == "yes" else "no")
            refused = touches(cluster, file)
        finally:
            kubectl(cluster, "delete", "clusterrolebinding", "by-mistake")
        print(f"  {cluster}: with cluster-admin bound by mistake the admission policy refuses {refused} writes of {ACCOUNTS[cluster]}", flush=True)


def touches(cluster, file):
    wrong = [("create", "-f", "-"), ("create", "configmap", "other", "-n", NAMESPACE), ("create", "secret", "generic", "other", "-n", NAMESPACE),
             ("create", "deployment", "other", "-n", "default", "--image=none"), ("create", "namespace", "other"), ("delete", "namespace", NAMESPACE)]
    users = USERS.get(cluster)
    if cluster == "mgmt":
        wrong += [("delete", *users), ("label", *users, "a=b"), ("delete", "secret", "isthmus-installation", "-n", NAMESPACE)]
    else:
        kind, namespace, name = next(iter(sorted(generated(cluster))))
        ours = f"{kind.lower()}.networking.istio.io/{name}", "-n", namespace
        kubectl(cluster, "apply", "-f", "-", text=json.dumps(ENTRY))  # somebody's
        wrong += [("annotate", *ours, "isthmus.dev/proof-"), ("annotate", *ours, "isthmus.dev/proof=another", "--overwrite"), ("delete", "serviceentry", "invented", "-n", "default"),
                  ("label", "serviceentry", "invented", "-n", "default", "a=b"), ("annotate", "serviceentry", "invented", "-n", "default", "isthmus.dev/proof=invented"),
                  *([("delete", *users), ("label", *users, "a=b")] if users else [])]
        for right in (("label", *ours, "a=b"), ("delete", *ours)):
            if said := answer(file, *right):
                fail(f"{cluster}: the policy refuses what the agent does, {' '.join(right)}: {said}")
    for each in wrong:
        text = json.dumps({**ENTRY, "metadata": {"name": "other", "namespace": "default"}}) if "-f" in each else None
        said = answer(file, *each, text=text)
        if "proof of ownership" not in said:
            fail(f"{cluster}: {ACCOUNTS[cluster]} could do this: {' '.join(each)}\n{said}")
    if cluster != "mgmt":
        kubectl(cluster, "delete", "serviceentry", "invented", "-n", "default")
    return len(wrong)
