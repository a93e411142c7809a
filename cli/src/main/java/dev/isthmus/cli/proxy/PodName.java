package dev.isthmus.cli.proxy;

import dev.isthmus.api.core.OwnerReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a user names a pod, as istioctl takes it: {@code [type/]name[.namespace]}.
 *
 * @param type what the name is of
 * @param name the name, with the namespace where none is split off
 * @param namespace its namespace; null: any
 */
record PodName(Type type, String name, @Nullable String namespace) {
  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry("pod", Type.POD),
          Map.entry("pods", Type.POD),
          Map.entry("po", Type.POD),
          Map.entry("deployment", Type.DEPLOYMENT),
          Map.entry("deployments", Type.DEPLOYMENT),
          Map.entry("deploy", Type.DEPLOYMENT),
          Map.entry("replicaset", Type.REPLICA_SET),
          Map.entry("rs", Type.REPLICA_SET),
          Map.entry("statefulset", Type.STATEFUL_SET),
          Map.entry("sts", Type.STATEFUL_SET),
          Map.entry("daemonset", Type.DAEMON_SET),
          Map.entry("ds", Type.DAEMON_SET));

  /** What may stand before the slash. */
  enum Type {
    POD,
    DEPLOYMENT,
    REPLICA_SET,
    STATEFUL_SET,
    DAEMON_SET
  }

  /**
   * Reads a name.
   *
   * @param namespace that of the option {@code -n}; null when it is not given
   * @throws IllegalArgumentException if the type is none of these
   */
  static PodName of(String text, @Nullable String namespace) {
    int slash = text.indexOf('/');
    Type type = slash < 0 ? Type.POD : type(text.substring(0, slash));
    String name = text.substring(slash + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? new PodName(type, name, namespace)
        : new PodName(type, name.substring(0, dot), name.substring(dot + 1));
  }

  private static Type type(String text) {
    Type type = TYPES.get(text.toLowerCase(Locale.ROOT).replaceFirst("\\.apps$", ""));
    if (type == null) {
      throw new IllegalArgumentException(
          "No pods are known of a "
              + text
              + "; name a pod, deployment, replicaset, statefulset or daemonset");
    }
    return type;
  }

  /**
   * The pods of this name; where none has it, the pods whose names start with it. Of a deployment
   * or the like, its first pod: they are alike.
   */
  List<ProxyPod> in(List<ProxyPod> pods) {
    List<ProxyPod> near =
        pods.stream()
            .filter(pod -> namespace == null || pod.namespace().equals(namespace))
            .toList();
    if (type != Type.POD) {
      return near.stream().filter(this::owns).toList();
    }
    List<ProxyPod> exact = near.stream().filter(pod -> pod.name().equals(name)).toList();
    return exact.isEmpty()
        ? near.stream().filter(pod -> pod.name().startsWith(name)).toList()
        : exact;
  }

  /** By its controller, and where that is not known by the form of the pod's name. */
  private boolean owns(ProxyPod pod) {
    OwnerReference owner = pod.owner();
    String quoted = Pattern.quote(name);
    return switch (type) {
      case POD -> pod.name().equals(name);
      case DEPLOYMENT ->
          owner == null
              ? pod.name().matches(quoted + "-[a-z0-9]+-[a-z0-9]+")
              : owner.kind().equals("ReplicaSet") && owner.name().matches(quoted + "-[a-z0-9]+");
      case REPLICA_SET -> isOwner(owner, "ReplicaSet") || hasSuffix(pod, owner, "[a-z0-9]+");
      case STATEFUL_SET -> isOwner(owner, "StatefulSet") || hasSuffix(pod, owner, "[0-9]+");
      case DAEMON_SET -> isOwner(owner, "DaemonSet") || hasSuffix(pod, owner, "[a-z0-9]+");
    };
  }

  private boolean isOwner(@Nullable OwnerReference owner, String kind) {
    return owner != null && owner.kind().equals(kind) && owner.name().equals(name);
  }

  private boolean hasSuffix(ProxyPod pod, @Nullable OwnerReference owner, String suffix) {
    return owner == null && pod.name().matches(Pattern.quote(name) + "-" + suffix);
  }
}
