package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.core.Node;
import dev.isthmus.api.core.NodeAddress;
import dev.isthmus.api.core.NodeAddressType;
import dev.isthmus.api.core.ServiceAccount;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of Kubernetes and Istio that translation looks at. */
final class CoreReader {

  /** Kinds of these that have no namespace. */
  static final Set<ObjectKind> CLUSTER_SCOPED = Set.of(ObjectKind.NAMESPACE, ObjectKind.NODE);

  private final MetaReader metas;
  private final Interner interner;

  CoreReader(MetaReader metas, Interner interner) {
    this.metas = metas;
    this.interner = interner;
  }

  /** Whether a kind is read here. */
  static boolean reads(ObjectKind kind) {
    return switch (kind.group()) {
      case "" ->
          switch (kind.kind()) {
            case "Namespace", "Node", "Service", "Pod", "ServiceAccount", "ConfigMap" -> true;
            default -> false;
          };
      case "apps" ->
          switch (kind.kind()) {
            case "Deployment", "StatefulSet", "DaemonSet" -> true;
            default -> false;
          };
      case "discovery.k8s.io" -> kind.kind().equals("EndpointSlice");
      default -> IstioReader.reads(kind);
    };
  }

  /** An object of such a kind; null for what is not needed. */
  @Nullable Resource read(ObjectKind kind, ObjectKey key, JsonNode object, Scope scope) {
    JsonNode metadata = object.path("metadata");
    Tree root = new Tree(object, Path.ROOT, scope, interner);
    // Paths are told from spec, as everywhere.
    Tree spec = new Tree(root.child("spec").node(), Path.ROOT, scope, interner);
    return switch (kind.kind()) {
      case "Pod" -> new PodReader(metas).read(key, metadata, spec, root.child("status"));
      case "Service" ->
          ServiceReader.read(meta(key, metadata, scope), spec, root.child("status"), metas);
      case "EndpointSlice" -> EndpointSliceReader.read(meta(key, metadata, scope), root);
      case "Namespace" -> new Namespace(meta(key, metadata, scope));
      case "ServiceAccount" -> new ServiceAccount(meta(key, metadata, scope));
      case "Node" -> node(key, metadata, root.child("status"));
      case "ConfigMap" -> configMap(meta(key, metadata, scope), root);
      case "Deployment", "StatefulSet", "DaemonSet" ->
          WorkloadReader.read(kind, meta(key, metadata, scope), spec, metas);
      default -> IstioReader.read(kind, meta(key, metadata, scope), spec);
    };
  }

  private Meta meta(ObjectKey key, JsonNode metadata, Scope scope) {
    return metas.read(key, metadata, scope);
  }

  private Node node(ObjectKey key, JsonNode metadata, Tree status) {
    List<NodeAddress> addresses =
        status.items("addresses").stream()
            .map(a ->
                new NodeAddress(a.choice("type", NodeAddressType.INTERNAL_IP), a.own("address")))
            .filter(a -> !a.address().isEmpty())
            .toList();
    return new Node(metas.readSmall(key, metadata, status.scope(), _ -> false), addresses);
  }

  private static ConfigMap configMap(Meta meta, Tree root) {
    boolean istio = meta.key().name().startsWith("istio");
    return new ConfigMap(meta, istio ? root.ownTexts("data") : Labels.EMPTY);
  }
}
