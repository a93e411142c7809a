package dev.isthmus.kubesim;

import java.util.List;
import java.util.Locale;

/**
 * A kind as an API server serves it.
 *
 * @param group its group; empty for the core group
 * @param versions the versions that are served, the preferred one first
 * @param kind the kind
 * @param plural its name in paths
 * @param shortNames what kubectl takes for it too
 * @param categories the sets of kinds that it is in, such as {@code all}
 * @param namespaced whether its objects are in namespaces
 * @param custom whether a CustomResourceDefinition made it
 * @param status whether a write of the object leaves its status alone, and one of its status the
 *     rest
 * @param columns the columns of {@code kubectl get}
 */
record ResourceType(
    String group,
    List<String> versions,
    String kind,
    String plural,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    boolean custom,
    boolean status,
    List<Column> columns) {

  /** Its name, such as {@code routetables.networking.gloo.solo.io}. */
  String name() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  String singular() {
    return kind.toLowerCase(Locale.ROOT);
  }

  String apiVersion(String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Whether its objects count the changes of what is wanted, in {@code metadata.generation}. */
  boolean hasGeneration() {
    return custom || group.equals("apps") || group.equals("admissionregistration.k8s.io");
  }
}
