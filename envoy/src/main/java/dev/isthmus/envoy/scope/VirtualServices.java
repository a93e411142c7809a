package dev.isthmus.envoy.scope;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Visibility;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All VirtualServices with full names and without delegation, oldest first. */
public final class VirtualServices {
  /** The name that stands for all sidecars among gateways. */
  public static final String MESH = "mesh";

  private final List<IstioObject> all;
  private final Set<String> defaultExportTo;

  public VirtualServices(ClusterState state) {
    defaultExportTo = state.mesh().exports().virtualServices();
    FullNames names = new FullNames(state.mesh().domain());
    List<IstioObject> roots = new ArrayList<>();
    Map<String, IstioObject> delegates = new TreeMap<>();
    for (IstioObject object : state.istio()) {
      if (object.spec() instanceof VirtualService rule) {
        IstioObject full = with(object, names.of(object.namespace(), rule));
        if (rule.hosts().isEmpty()) {
          delegates.put(object.namespace() + "/" + object.name(), full);
        } else {
          roots.add(full);
        }
      }
    }
    Delegation delegation = new Delegation(delegates, defaultExportTo);
    all =
        roots.stream()
            .map(object ->
                with(
                    object, delegation.resolve(object.namespace(), (VirtualService) object.spec())))
            .sorted(Age.OLDEST_FIRST)
            .toList();
  }

  private static IstioObject with(IstioObject object, VirtualService rule) {
    return new IstioObject(
        object.namespace(),
        object.name(),
        object.labels(),
        object.annotations(),
        object.created(),
        rule);
  }

  /**
   * Those for one gateway ({@code namespace/name} or {@link #MESH}) that a namespace sees: first
   * what is private to it, then what is exported to it by name, then what everyone sees; in each
   * the oldest first.
   */
  public List<IstioObject> visible(String namespace, String gateway) {
    Stream<IstioObject> visible =
        all.stream()
            .filter(object -> binds((VirtualService) object.spec(), gateway))
            .filter(object -> visibility(object).includes(object.namespace(), namespace));
    return visible
        .sorted(Comparator.comparingInt((IstioObject object) -> rank(object, namespace)))
        .toList();
  }

  private static boolean binds(VirtualService rule, String gateway) {
    return rule.gateways().isEmpty() ? gateway.equals(MESH) : rule.gateways().contains(gateway);
  }

  private Visibility visibility(IstioObject object) {
    return Visibility.of(((VirtualService) object.spec()).exportTo(), defaultExportTo);
  }

  private int rank(IstioObject object, String namespace) {
    if (visibility(object).isPublic()) {
      return 2;
    }
    return object.namespace().equals(namespace) ? 0 : 1;
  }
}
