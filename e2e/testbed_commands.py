"""What users run beside kubectl, on the testbed after the labs: snapshot, adopt, pending, approve, cluster list and deregister."""
import json
import time

from testbed_tools import CLUSTERS, ROOT, difference, eventually, fail, generated, isthmus, kubectl, translated, unready


def snapshot_translated(folder, clusters):
    contexts = [word for cluster in ("mgmt", *clusters) for word in ("--context", cluster)]
    isthmus("snapshot", *contexts, "-o", folder / "env")
    return translated(folder / "env", folder / "out")


def snapshot(folder):
    expected = snapshot_translated(folder, CLUSTERS)
    if complaint := difference(expected):
        fail(f"the translated snapshot is not what is there: {complaint}")
    print(f"  snapshot: translated offline it gives the {sum(map(len, expected.values()))} objects that are there", flush=True)


def adopt():
    """An object loses its proof: it is foreign, until it is adopted."""
    before = {cluster: generated(cluster) for cluster in CLUSTERS}
    kind, namespace, name = next(key for key in sorted(before["cluster1"]) if key[0] == "ServiceEntry")
    kubectl("cluster1", "annotate", f"{kind.lower()}.networking.istio.io/{name}", "-n", namespace, "isthmus.dev/proof-")
    command = ("adopt", "--context", "cluster1", "--management-context", "mgmt")
    shown = isthmus(*command)
    fields = [line for line in shown.splitlines() if line.startswith("    ") and "kcp.io/cluster" not in line]  # kcp's own annotation comes back by itself
    if f" {kind} {namespace}/{name}\n" not in shown or "0 deleted" not in shown or fields:
        fail(f"isthmus adopt does not show {kind} {namespace}/{name} as kept:\n{shown}")
    if (kind, namespace, name) in generated("cluster1"):
        fail("the object without a proof has got one without being adopted")
    isthmus(*command, "--yes")
    eventually("adopted", lambda: difference(before), 20)
    print(f"  adopt: {kind} {namespace}/{name} lost its proof, was shown, and is taken over", flush=True)


def pending():
    return json.loads(isthmus("pending", "--context", "mgmt", "-o", "json"))


def held():
    return [id for id, thing in pending().items() if thing["kind"] == "held"]


def brake(agent, port):
    """A service to which a route leads goes while its cluster's agent is away: what callers need to reach it is held until it is approved, and once the service is back all is as before."""
    table = ROOT / "examples/workshop/labs/lab-11/02-routetable-reviews.yaml"
    kubectl("cluster1", "apply", "-f", table)
    isthmus("wait", "routetable/reviews", "-n", "bookinfo-backends", "--context", "cluster1", "--timeout", "90s")
    before, host = {cluster: generated(cluster) for cluster in CLUSTERS}, "reviews.bookinfo-backends.svc.cluster2.global"
    service = json.loads(kubectl("cluster2", "get", "service", "reviews", "-n", "bookinfo-backends", "-o", "json"))
    for field in ("uid", "resourceVersion", "creationTimestamp", "managedFields"):
        service["metadata"].pop(field, None)
    agent.kill()
    kubectl("cluster2", "delete", "service", "reviews", "-n", "bookinfo-backends")
    try:
        agent.start()
        eventually("something is held", lambda: "" if held() else f"nothing; pending: {pending()}")
        time.sleep(3)
        there = generated("cluster1")
        if gone := [key for key, spec in before["cluster1"].items() if host in json.dumps(spec) and there.get(key) != spec]:
            fail(f"what callers need to reach {host} has changed while its last entry was held: {gone}")
        count = len(held())
        isthmus("approve", "--all", "--context", "mgmt")
        eventually("nothing is held", lambda: str(held() or ""))
        eventually("what was approved is done", lambda: "" if difference(before) else "all is there still")
        eventually("approvals are taken away", lambda: kubectl("mgmt", "get", "configmap", "isthmus-approvals", "-n", "isthmus", "-o", "jsonpath={.data}").strip("{}"))
    finally:
        kubectl("cluster2", "apply", "--server-side", "-f", "-", text=json.dumps(service))
    eventually("the service is back", lambda: difference(before))
    eventually("readiness", lambda: unready(port))
    kubectl("cluster1", "delete", "-f", table)
    print(f"  pending, approve: a service went while its agent was away, {count} held, approved, and all is back with the service", flush=True)


def clusters():
    return {each["name"]: each for each in json.loads(isthmus("cluster", "list", "--context", "mgmt", "-o", "json"))}


def deregister(folder, port):
    """cluster2 is given up: its agent is cut off, and cluster1 is as if there were no cluster2."""
    if said := isthmus("cluster", "deregister", "cluster2", "--context", "mgmt", ok=True):
        fail(f"deregister without --yes prints {said}")
    if set(clusters()) != set(CLUSTERS):
        fail(f"cluster list: {clusters()}")
    left = generated("cluster2")
    isthmus("cluster", "deregister", "cluster2", "--context", "mgmt", "--yes")
    eventually("the agent is cut off", lambda: "" if unready(port) else "it is connected", 30)
    expected = {**snapshot_translated(folder, CLUSTERS[:1]), "cluster2": left}
    eventually("objects without cluster2", lambda: difference(expected))
    eventually("nothing waits", lambda: str(pending() or ""))
    if set(clusters()) != {"cluster1"}:
        fail(f"cluster list: {clusters()}")
    print(f"  cluster deregister: cluster2's agent is cut off and its {len(left)} objects stay; cluster1 has the {len(expected['cluster1'])} objects of a mesh without it", flush=True)
