package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.Ended;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** API servers for the workshop's clusters, and a kubeconfig with a context for each. */
final class SimWorld implements AutoCloseable {
  static final Path WORKSHOP =
      Path.of(System.getProperty("basedir", "."), "..", "examples", "workshop");

  final Path kubeconfig;
  private final Map<String, SimServer> servers = new LinkedHashMap<>();

  /** Clusters mgmt, cluster1 and cluster2, with what the workshop's clusters hold. */
  SimWorld(Path folder) throws IOException {
    this(folder, WORKSHOP.resolve("clusters"));
  }

  /** Clusters mgmt, cluster1 and cluster2, with what an environment holds. */
  SimWorld(Path folder, Path env) throws IOException {
    for (String name : List.of("mgmt", "cluster1", "cluster2")) {
      SimCluster cluster = new SimCluster(name);
      for (ObjectNode object : objects(env.resolve(name))) {
        cluster.load(object);
      }
      servers.put(name, SimServer.start(cluster));
    }
    kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, Kubeconfig.of(List.copyOf(servers.values()), Access.ADMIN));
  }

  private static List<ObjectNode> objects(Path folder) throws IOException {
    List<ObjectNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (JsonNode object : ObjectFile.read(file)) {
          objects.add((ObjectNode) object);
        }
      }
    }
    return objects;
  }

  SimCluster cluster(String name) {
    return server(name).cluster();
  }

  SimServer server(String name) {
    SimServer server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException(name);
    }
    return server;
  }

  /** The objects of a cluster, by requests. */
  KubeObjects objects(String name) throws IOException {
    return KubeObjects.of(KubeContext.of(kubeconfig, name));
  }

  /** Runs a command with this kubeconfig. */
  Ended run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--kubeconfig=" + kubeconfig);
    return Ended.of(all.toArray());
  }

  @Override
  public void close() {
    servers.values().forEach(SimServer::close);
  }
}
