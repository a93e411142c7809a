package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of FED(N, M): M clusters, N services in all, spread evenly; workspaces of 20 services
 * in 2 namespaces that exist in all clusters; every service federated in its workspace, one port, 2
 * pods; one east-west gateway per cluster; every tenth service has a RouteTable with a subset in
 * another cluster. Written as users write them.
 *
 * @param <T> the form in which they are given
 */
public final class FedObjects<T> {
  /** So many services has a workspace. */
  static final int SERVICES_PER_WORKSPACE = 20;

  /** What is made of an object of a cluster. */
  public interface Form<T> {
    /** The object in this form. */
    T of(String cluster, ObjectNode json);
  }

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final int services;
  private final int clusters;
  private final Form<T> form;
  private final List<T> all = new ArrayList<>();

  /** The objects of FED({@code services}, {@code clusters}), in a form. */
  public FedObjects(int services, int clusters, Form<T> form) {
    this.services = services;
    this.clusters = clusters;
    this.form = form;
  }

  /** As the product reads them. */
  static FedObjects<Resource> read(int services, int clusters) {
    ResourceReader reader = new ResourceReader();
    return new FedObjects<>(services, clusters, (cluster, json) -> read(reader, cluster, json));
  }

  private static Resource read(ResourceReader reader, String cluster, ObjectNode json) {
    ReadResult result = reader.read(cluster, json);
    if (!result.findings().isEmpty()) {
      throw new IllegalStateException(json + ": " + result.findings());
    }
    return result.resource().orElseThrow(() -> new IllegalStateException(json.toString()));
  }

  /** Everything that the clusters hold. */
  public List<T> all() {
    if (all.isEmpty()) {
      for (int c = 0; c < clusters; c++) {
        cluster(c);
      }
      for (int w = 0; w * SERVICES_PER_WORKSPACE < services; w++) {
        workspace(w);
      }
      for (int s = 0; s < services; s++) {
        service(s);
      }
    }
    return all;
  }

  private void cluster(int c) {
    String name = cluster(c, "");
    add(
        "mgmt",
        "admin.gloo.solo.io/v2",
        "KubernetesCluster",
        "gloo-mesh",
        name,
        "",
        "'spec':{'clusterDomain':'cluster.local'}");
    add(name, "v1", "Namespace", "", "istio-system", "", "'spec':{}");
    add(name, "v1", "Namespace", "", "istio-gateways", "", "'spec':{}");
    add(
        name,
        "v1",
        "ConfigMap",
        "istio-system",
        "istio",
        "",
        "'data':{'mesh':'trustDomain: " + name + "'}");
    add(
        name,
        "apps/v1",
        "Deployment",
        "istio-system",
        "istiod",
        "'app':'istiod'",
        "'spec':{'replicas':1,'selector':{'matchLabels':{'app':'istiod'}},'template':{'metadata':{'labels':{'app':'istiod'}},"
            + "'spec':{'serviceAccountName':'istiod','containers':[{'name':'discovery','image':'pilot:1.29.1'}]}}}");
    add(
        name,
        "v1",
        "Node",
        "",
        "node",
        "'topology.kubernetes.io/region':'region-" + c + "'",
        "'status':{'addresses':[{'type':'InternalIP','address':'10.0." + c + ".1'}]}");
    all.add(gateway(c, "172.20." + c + ".1"));
    add(
        name,
        "v1",
        "Pod",
        "istio-gateways",
        "eastwest-0",
        "'istio':'eastwestgateway'",
        "'spec':{'serviceAccountName':'eastwest','nodeName':'node','containers':[{'name':'istio-proxy'}]},'status':{'phase':'Running'}");
    if (c == 0) {
      add("mgmt", "v1", "Namespace", "", "gloo-mesh", "", "'spec':{}");
      add(
          "mgmt",
          "admin.gloo.solo.io/v2",
          "WorkspaceSettings",
          "gloo-mesh",
          "global",
          "",
          "'spec':{'options':{'eastWestGateways':[{'selector':{'labels':{'istio':'eastwestgateway'}}}]}}");
      add(
          "mgmt",
          "admin.gloo.solo.io/v2",
          "RootTrustPolicy",
          "gloo-mesh",
          "root",
          "",
          "'spec':{'config':{'mgmtServerCa':{'generated':{}}}}");
    }
  }

  /** The east-west gateway's Service of a cluster, at an address. */
  public T gateway(int c, String address) {
    return made(
        cluster(c, ""),
        "v1",
        "Service",
        "istio-gateways",
        "eastwest",
        "'istio':'eastwestgateway'",
        "'spec':{'type':'LoadBalancer','selector':{'istio':'eastwestgateway'},'ports':[{'name':'tls','port':15443,'targetPort':15443}]},"
            + "'status':{'loadBalancer':{'ingress':[{'ip':'"
            + address
            + "'}]}}");
  }

  private void workspace(int w) {
    StringBuilder selected = new StringBuilder();
    for (int c = 0; c < clusters; c++) {
      selected
          .append(c == 0 ? "" : ",")
          .append("{'name':'")
          .append(cluster(c, ""))
          .append("','namespaces':[{'name':'")
          .append(namespace(w, 0))
          .append("'},{'name':'")
          .append(namespace(w, 1))
          .append("'}]}");
    }
    add(
        "mgmt",
        "admin.gloo.solo.io/v2",
        "Workspace",
        "gloo-mesh",
        "team-" + w,
        "",
        "'spec':{'workloadClusters':[" + selected + "]}");
    all.add(settings(w, "global"));
    for (int c = 0; c < clusters; c++) {
      all.add(namespace(w, 0, c, "0"));
      all.add(namespace(w, 1, c, "0"));
    }
  }

  /** A workspace's settings: federate everything under a suffix. */
  public T settings(int w, String suffix) {
    return made(
        cluster(0, ""),
        "admin.gloo.solo.io/v2",
        "WorkspaceSettings",
        namespace(w, 0),
        "settings",
        "",
        "'spec':{'options':{'federation':{'enabled':true,'hostSuffix':'" + suffix + "'}}}");
  }

  /** A namespace of a workspace, with a label. */
  public T namespace(int w, int i, int c, String label) {
    return made(
        cluster(c, ""),
        "v1",
        "Namespace",
        "",
        namespace(w, i),
        "'turn':'" + label + "'",
        "'spec':{}");
  }

  private void service(int s) {
    all.addAll(newService(s, name(s)));
    if (s % 10 == 0) {
      all.add(routeTable(s, "/"));
    }
  }

  /** A Service with its workload and two pods, where the service of this number lives. */
  public List<T> newService(int s, String name) {
    String cluster = cluster(home(s), "");
    String namespace = namespace(s / SERVICES_PER_WORKSPACE, s % 2);
    String labels = "'app':'" + name + "','version':'v1'";
    return List.of(
        made(
            cluster,
            "v1",
            "Service",
            namespace,
            name,
            "'app':'" + name + "'",
            "'spec':{'type':'ClusterIP','clusterIP':'10.1.0.1','selector':{'app':'"
                + name
                + "'},'ports':[{'name':'http','port':8080,'targetPort':8080}]}"),
        made(
            cluster,
            "apps/v1",
            "Deployment",
            namespace,
            name,
            labels,
            "'spec':{'replicas':2,'selector':{'matchLabels':{'app':'"
                + name
                + "'}},'template':{'metadata':{'labels':{"
                + labels
                + "}},'spec':{'serviceAccountName':'"
                + name
                + "','containers':[{'name':'app','ports':[{'containerPort':8080}]}]}}}"),
        pod(s, name, name + "-a", name),
        pod(s, name, name + "-b", name));
  }

  /** A pod of a service. */
  public T pod(int s, String app, String pod, String account) {
    return made(
        cluster(home(s), ""),
        "v1",
        "Pod",
        namespace(s / SERVICES_PER_WORKSPACE, s % 2),
        pod,
        "'app':'" + app + "','version':'v1','pod-template-hash':'" + pod.hashCode() + "'",
        "'spec':{'serviceAccountName':'"
            + account
            + "','nodeName':'node','containers':[{'name':'app','ports':[{'containerPort':8080}]}]},'status':{'phase':'Running','conditions':[{'type':'Ready','status':'True'}]}");
  }

  /**
   * The RouteTable of a service: callers of the local host go to version v1 in the service's own
   * cluster.
   */
  public T routeTable(int s, String prefix) {
    int w = s / SERVICES_PER_WORKSPACE;
    String host = name(s) + "." + namespace(w, s % 2) + ".svc.cluster.local";
    return made(
        cluster(0, ""),
        "networking.gloo.solo.io/v2",
        "RouteTable",
        namespace(w, 0),
        "to-" + name(s),
        "",
        "'spec':{'hosts':['"
            + host
            + "'],'workloadSelectors':[{'selector':{'labels':{'caller':'yes'}}}],'http':[{'name':'r','matchers':[{'uri':{'prefix':'"
            + prefix
            + "'}}],'forwardTo':{'destinations':[{'ref':{'name':'"
            + name(s)
            + "','namespace':'"
            + namespace(w, s % 2)
            + "','cluster':'"
            + cluster(home(s), "")
            + "'},'port':{'number':8080},'subset':{'version':'v1'}}]}}]}");
  }

  /** The cluster of a service: spread evenly. */
  public int home(int s) {
    return s % clusters;
  }

  /** The name of a service. */
  public String name(int s) {
    return "svc-" + s;
  }

  private static String cluster(int c, String suffix) {
    return "cluster-" + c + suffix;
  }

  private static String namespace(int w, int i) {
    return "team-" + w + (i == 0 ? "-front" : "-back");
  }

  private void add(
      String cluster,
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String labels,
      String rest) {
    all.add(made(cluster, apiVersion, kind, namespace, name, labels, rest));
  }

  private T made(
      String cluster,
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String labels,
      String rest) {
    String metadata =
        "'name':'"
            + name
            + "'"
            + (namespace.isEmpty() ? "" : ",'namespace':'" + namespace + "'")
            + ",'labels':{"
            + labels
            + "}";
    String text =
        "{'apiVersion':'"
            + apiVersion
            + "','kind':'"
            + kind
            + "','metadata':{"
            + metadata
            + "},"
            + rest
            + "}";
    return form.of(cluster, tree(text.replace('\'', '"')));
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
