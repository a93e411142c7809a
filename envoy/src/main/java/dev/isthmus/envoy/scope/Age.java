package dev.isthmus.envoy.scope;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.isthmus.istio.IstioObject;
import java.util.Comparator;

/** The order in which istiod takes rules that compete. */
public final class Age {
  /** Oldest first; without a creation time youngest; then by name and namespace. */
  public static final Comparator<IstioObject> OLDEST_FIRST =
      comparing(IstioObject::created, nullsLast(naturalOrder()))
          .thenComparing(IstioObject::name)
          .thenComparing(IstioObject::namespace);

  private Age() {}
}
