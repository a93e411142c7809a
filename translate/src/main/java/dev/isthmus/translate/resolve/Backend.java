package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.selector.PortSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A Service of a workspace, with what stands behind it.
 *
 * @param age its age and key
 * @param owner the workspace that owns its namespace
 * @param labels its labels
 * @param selector its selector
 * @param ports its TCP ports
 * @param workloads the different labels of the workloads behind it that run or may run
 * @param identities the SPIFFE identities of the workloads behind it in its cluster, sorted
 * @param leftOut its ports of other protocols than TCP, as words
 * @param alias the host that it is another name of (type ExternalName); empty: of none
 */
public record Backend(
    Age age,
    String owner,
    Labels labels,
    Labels selector,
    List<BackendPort> ports,
    List<Labels> workloads,
    List<String> identities,
    List<String> leftOut,
    String alias) {
  public Backend {
    ports = List.copyOf(ports);
    workloads = List.copyOf(workloads);
    identities = List.copyOf(identities);
    leftOut = List.copyOf(leftOut);
  }

  public ObjectKey key() {
    return age.key();
  }

  public ObjectRef ref() {
    return new ObjectRef(ObjectKind.SERVICE, age.key());
  }

  /** Whether it is another name of a host, behind which nothing of its own stands. */
  public boolean named() {
    return !alias.isEmpty();
  }

  /**
   * Whether it selects workloads, and none that runs or may run is there. Others see to the
   * endpoints of services without a selector.
   */
  public boolean bare() {
    return !selector.isEmpty() && !named() && workloads.isEmpty();
  }

  /** Whether a workload behind it has these labels. */
  public boolean hasSubset(SortedMap<String, String> subset) {
    Labels wanted = Labels.copyOf(subset);
    for (Labels labels : workloads) {
      if (wanted.selects(labels)) {
        return true;
      }
    }
    return false;
  }

  /** The ports that one of the selectors names; all without a selector. */
  public List<BackendPort> select(List<PortSelector> selectors) {
    if (selectors.isEmpty()) {
      return ports;
    }
    List<BackendPort> selected = new ArrayList<>();
    for (BackendPort port : ports) {
      for (PortSelector selector : selectors) {
        if (isNamed(port, selector)) {
          selected.add(port);
          break;
        }
      }
    }
    return List.copyOf(selected);
  }

  /**
   * The port that a selector names; the only port without a selector; null if there is none such.
   */
  public static @Nullable BackendPort port(
      List<BackendPort> ports, @Nullable PortSelector selector) {
    if (selector == null) {
      return ports.size() == 1 ? ports.getFirst() : null;
    }
    for (BackendPort port : ports) {
      if (isNamed(port, selector)) {
        return port;
      }
    }
    return null;
  }

  private static boolean isNamed(BackendPort port, PortSelector selector) {
    return selector.name().isEmpty()
        ? port.number() == selector.number()
        : port.name().equals(selector.name());
  }
}
