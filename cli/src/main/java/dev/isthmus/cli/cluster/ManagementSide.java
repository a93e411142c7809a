package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.KubeEnrolmentStore;
import dev.isthmus.translate.resolve.Clusters;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The management cluster, as commands see it: who is registered, who may enrol. */
final class ManagementSide {
  private static final String INSTALLATION = "isthmus";
  private static final String ADMIN_NAMESPACE = "gloo-mesh";

  private final KubeObjects cluster;
  private final String namespace;
  private final InstantSource clock;
  private final KubeEnrolmentStore store;

  ManagementSide(KubeObjects cluster, String namespace, InstantSource clock) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.clock = clock;
    this.store = new KubeEnrolmentStore(cluster, namespace, System::nanoTime);
  }

  Instant now() {
    return clock.instant();
  }

  /** Who may enrol, and who is enrolled. */
  EnrolmentState enrolments() {
    return store.read();
  }

  /**
   * All KubernetesCluster objects, the oldest first.
   *
   * @throws IOException when they cannot be read; the message says what to do
   */
  List<ObjectNode> registrations() throws IOException {
    return registrations(cluster);
  }

  static List<ObjectNode> registrations(KubeObjects cluster) throws IOException {
    try {
      return cluster.list(ObjectKind.KUBERNETES_CLUSTER).stream()
          .sorted(Comparator.comparing(each -> text(each, "creationTimestamp")))
          .toList();
    } catch (KubeException e) {
      if (e.isNotFound()) {
        throw new IOException(
            e.getMessage()
                + ": is this the management cluster? Then install the definitions with  isthmus crds --apply",
            e);
      }
      throw e;
    }
  }

  /** The registration of a name; the oldest counts, and its namespace. */
  Optional<ObjectNode> registration(String name) throws IOException {
    return registrations().stream().filter(each -> text(each, "name").equals(name)).findFirst();
  }

  /** The trust domain that a registration says; empty when none. */
  static String trustDomain(ObjectNode registration) {
    return registration.path("metadata").path("annotations").path(Clusters.TRUST_DOMAIN).asText("");
  }

  /**
   * Makes or completes the KubernetesCluster object; what it says already stays, unless it is
   * given.
   *
   * @param trustDomain empty: not known
   */
  void register(String name, String trustDomain, @Nullable String clusterDomain, Applier applier)
      throws IOException {
    List<ObjectNode> all = registrations();
    Optional<ObjectNode> former =
        all.stream().filter(each -> text(each, "name").equals(name)).findFirst();
    ObjectNode wanted =
        former
            .map(ObjectNode::deepCopy)
            .orElseGet(() ->
                fresh(all.isEmpty() ? ADMIN_NAMESPACE : text(all.getFirst(), "namespace"), name));
    if (!trustDomain.isEmpty()) {
      wanted.withObject("/metadata/annotations").put(Clusters.TRUST_DOMAIN, trustDomain);
    }
    if (clusterDomain != null) {
      wanted.withObject("/spec").put("clusterDomain", clusterDomain);
    }
    if (former.isEmpty()) {
      var _ = applier.keep(namespace(text(wanted, "namespace")));
      var _ = cluster.create(wanted);
      applier.say(wanted, "created");
    } else if (former.get().equals(wanted)) {
      applier.say(wanted, "unchanged");
    } else {
      var _ = cluster.replace(wanted);
      applier.say(wanted, "changed");
    }
  }

  private static ObjectNode fresh(String namespace, String name) {
    ObjectNode object = object(ObjectKind.KUBERNETES_CLUSTER, name);
    object.withObject("/metadata").put("namespace", namespace);
    object.putObject("spec");
    return object;
  }

  /** A Namespace. */
  static ObjectNode namespace(String name) {
    return object(ObjectKind.NAMESPACE, name);
  }

  private static ObjectNode object(ObjectKind kind, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    object.putObject("metadata").put("name", name);
    return object;
  }

  static String text(ObjectNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  /** The installation, made when there is none. */
  Installation installation() throws IOException {
    return Installation.findOrMake(cluster, namespace, INSTALLATION, clock);
  }

  /**
   * A token for a cluster's name.
   *
   * @throws IOException when the name has a live certificate, and {@code again} is not set
   */
  String token(Installation installation, String name, boolean again) throws IOException {
    try {
      return enrolments(installation).newToken(name, again);
    } catch (EnrolmentRefused e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Voids all certificates and tokens of a cluster's name. */
  void revoke(String name) throws IOException {
    Optional<Installation> installation = Installation.find(cluster, namespace, clock);
    if (installation.isPresent()) {
      enrolments(installation.get()).revoke(name);
    }
  }

  private Enrolments enrolments(Installation installation) {
    return installation.enrolments(store, clock);
  }
}
