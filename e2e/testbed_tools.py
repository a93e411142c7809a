"""What the testbed's scripts share: commands, processes, waiting, and the objects that clusters hold."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
TESTBED = os.environ.get("TESTBED") or shutil.which("testbed")
STATE = Path(os.environ.get("TESTBED_DIR") or Path(tempfile.gettempdir()) / "testbed")
CLUSTERS = ("cluster1", "cluster2")
DEADLINE = 90
ENV = dict(os.environ, KUBECONFIG=str(STATE / "kubeconfig"))


def fail(text):
    raise SystemExit("failed: " + text)


def run(*command, text=None, ok=False):
    done = subprocess.run([str(c) for c in command], input=text, capture_output=True, text=True, env=ENV)
    if done.returncode and not ok:
        fail(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def isthmus(*arguments, ok=False):
    return run(ROOT / "isthmus", *arguments, ok=ok)


def kubectl(cluster, *arguments, text=None, ok=False):
    return run("kubectl", "--context", cluster, *arguments, text=text, ok=ok)


def eventually(what, probe, seconds=DEADLINE):
    """Asks until there is no complaint."""
    end = time.time() + seconds
    while True:
        complaint = probe()
        if not complaint:
            return
        if time.time() > end:
            fail(f"{what}: after {seconds} s still:\n{complaint}")
        time.sleep(0.2)


class Process:
    """`isthmus` in the background, with its log in a file; can be killed and started again."""

    def __init__(self, folder, name, *arguments):
        self.name, self.arguments, self.process = name, [str(a) for a in arguments], None
        self.log = open(folder / f"{name}.log", "a")

    def start(self):
        self.process = subprocess.Popen([ROOT / "isthmus", *self.arguments], stdout=self.log, stderr=self.log, env=ENV, start_new_session=True)

    def signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()


def generated(cluster):
    """The Istio objects of ours that a cluster holds."""
    found = json.loads(kubectl(cluster, "get", "destinationrules.networking.istio.io,gateways.networking.istio.io,serviceentries.networking.istio.io,virtualservices.networking.istio.io", "-A", "-o", "json"))["items"]
    return {(o["kind"], o["metadata"]["namespace"], o["metadata"]["name"]): o["spec"] for o in found if "isthmus.dev/proof" in o["metadata"].get("annotations", {})}


def translated(env, out):
    """What `isthmus translate` gives for the clusters of a folder."""
    isthmus("translate", env, "-o", out, "-q", ok=True)
    result = {cluster: {} for cluster in CLUSTERS}
    for file in out.rglob("*.yaml"):
        for o in yaml.safe_load_all(file.read_text()):
            result[file.relative_to(out).parts[0]][o["kind"], o["metadata"]["namespace"], o["metadata"]["name"]] = o["spec"]
    return result


def difference(expected):
    for cluster in CLUSTERS:
        there, want = generated(cluster), expected[cluster]
        for key in sorted(there.keys() | want.keys()):
            if there.get(key) != want.get(key):
                return f"{cluster} {key}: there {json.dumps(there.get(key))}, wanted {json.dumps(want.get(key))}"
    return ""


def unready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return "" if answer.status == 200 else answer.read().decode()
    except OSError as error:
        return f"{error} {getattr(error, 'read', lambda: b'')().decode()}"
