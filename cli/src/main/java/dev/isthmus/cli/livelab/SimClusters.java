package dev.isthmus.cli.livelab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kube.KubeOptions;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The lab's clusters: an API server each, in this process, and the kubeconfig that names them. */
final class SimClusters implements AutoCloseable {
  /** Where server and agents keep what is theirs. */
  static final String NAMESPACE = "isthmus";

  private final Path kubeconfig;
  private final Map<String, SimServer> servers = new TreeMap<>();
  private final Map<String, KubeObjects> users = new TreeMap<>();
  private final Set<ObjectKind> kinds = new TreeSet<>();

  private SimClusters(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /**
   * Starts a cluster for each folder, with what the folder holds.
   *
   * @param clusters an environment folder
   * @param kubeconfig where the kubeconfig is written, for its user only
   */
  static SimClusters start(Path clusters, Path kubeconfig) throws IOException {
    SimClusters all = new SimClusters(kubeconfig);
    try {
      for (Path folder : folders(clusters)) {
        all.start(folder);
      }
      write(kubeconfig, Kubeconfig.of(List.copyOf(all.servers.values()), Access.ADMIN));
      for (String name : all.servers.keySet()) {
        all.users.put(name, KubeObjects.of(KubeContext.of(kubeconfig, name)));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void start(Path folder) throws IOException {
    SimCluster cluster = new SimCluster(String.valueOf(folder.getFileName()));
    cluster.load(namespace());
    for (ObjectNode object : objects(folder)) {
      cluster.load(object);
      kinds.add(KubeObjects.kind(object));
    }
    servers.put(cluster.name(), SimServer.start(cluster));
  }

  private static List<Path> folders(Path clusters) throws IOException {
    try (Stream<Path> all = Files.list(clusters)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<ObjectNode> objects(Path folder) throws IOException {
    List<ObjectNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        for (JsonNode object : ObjectFile.read(file)) {
          objects.add((ObjectNode) object);
        }
      }
    }
    return objects;
  }

  private static ObjectNode namespace() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", "Namespace");
    object.putObject("metadata").put("name", NAMESPACE);
    return object;
  }

  /** Its token lets everybody in who can read it. */
  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** The kubeconfig: a context for each cluster, named as it is. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** The clusters' names. */
  List<String> names() {
    return List.copyOf(servers.keySet());
  }

  /** A cluster as an agent has it. */
  KubeCluster port(String name) throws IOException {
    return KubeCluster.of(name, KubeContext.of(kubeconfig, name), KubeOptions.usual());
  }

  /** A cluster as a user has it. */
  KubeObjects user(String name) throws IOException {
    KubeObjects user = users.get(name);
    if (user == null) {
      throw new IOException("no cluster " + name + "; there are " + String.join(", ", names()));
    }
    return user;
  }

  /** The kinds of what the clusters began with. */
  List<ObjectKind> kinds() {
    return List.copyOf(kinds);
  }

  @Override
  public void close() {
    users.values().forEach(KubeObjects::close);
    servers.values().forEach(SimServer::close);
  }
}
