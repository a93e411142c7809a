package dev.isthmus.server.simulation;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import dev.isthmus.istio.IstioKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** API servers that answer otherwise than they should, for a while. */
final class ApiFaults {
  private final Scheduler scheduler;
  private final Coverage coverage;
  private final SizeLimit limit;
  private final Set<Fault> now = EnumSet.noneOf(Fault.class);

  /** The next list of a cluster has so many quarters of its objects only. */
  private final SortedMap<String, Integer> truncated = new TreeMap<>();

  /** The same of the next list of a kind in a cluster: a list that was cut off twice counts. */
  private final SortedMap<String, Integer> again = new TreeMap<>();

  ApiFaults(Scheduler scheduler, Coverage coverage, SizeLimit limit) {
    this.scheduler = scheduler;
    this.coverage = coverage;
    this.limit = limit;
    heal();
  }

  void begin(Fault fault) {
    now.add(fault);
  }

  void truncate(String cluster, int quarters) {
    truncated.put(cluster, quarters);
  }

  void heal() {
    now.clear();
    if (limit.always()) {
      now.add(Fault.TOO_LARGE);
    }
  }

  void healAll() {
    heal();
    truncated.clear();
    again.clear();
  }

  Observation.Listed list(SimCluster cluster, ObjectKind kind) {
    Observation.Listed list = cluster.list(kind);
    String place = cluster.name + " " + kind;
    boolean second = again.containsKey(place);
    Integer kept = second ? again.remove(place) : truncated.remove(cluster.name);
    if (kept == null) {
      return list;
    }
    if (!second && isUsers(kind) && scheduler.chance(0.5)) {
      again.put(place, kept);
    }
    coverage.met(Fault.TRUNCATED_LIST, kind.kind());
    int size = list.objects().size() * kept / 4;
    return new Observation.Listed(kind, list.objects().subList(0, size), list.resourceVersion());
  }

  /** Of generated objects a server has no second opinion, so their lists are cut off once. */
  private static boolean isUsers(ObjectKind kind) {
    return IstioKind.of(kind.apiVersion(), kind.kind()).isEmpty();
  }

  /** The answer to a write, which is carried out or not. */
  WriteResult answer(Write write, Supplier<WriteResult> carriedOut) {
    for (Fault fault : now) {
      if (fault == Fault.TOO_LARGE ? size(write) > limit.characters() : scheduler.chance(0.5)) {
        coverage.met(fault, call(write));
        return switch (fault) {
          case CONFLICT -> new WriteResult.Conflict("somebody was first");
          case THROTTLED -> new WriteResult.Throttled(Duration.ofSeconds(2));
          case FORBIDDEN -> new WriteResult.Forbidden("403");
          case INVALID -> new WriteResult.Invalid("422");
          case TOO_LARGE -> new WriteResult.Invalid(limit.answer());
          case DONE_UNKNOWN -> {
            var _ = carriedOut.get();
            yield new WriteResult.Unknown("time-out");
          }
          default -> new WriteResult.Unknown("503");
        };
      }
    }
    return carriedOut.get();
  }

  private static String call(Write write) {
    return switch (write.ref().kind().kind()) {
      case "ConfigMap" -> Coverage.CLAIM;
      case "Event" -> Coverage.EVENT;
      default -> write.getClass().getSimpleName();
    };
  }

  private static int size(Write write) {
    return switch (write) {
      case Write.Create create -> create.json().toString().length();
      case Write.Replace replace -> replace.json().toString().length();
      case Write.Delete _, Write.ApplyStatus _ -> 0;
    };
  }
}
