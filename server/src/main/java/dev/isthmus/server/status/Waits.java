package dev.isthmus.server.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an object's generated objects wait for, in words that its reader may read. */
final class Waits {
  private final Map<IstioKey, Shares.Open> open;

  Waits(Map<IstioKey, Shares.Open> open) {
    this.open = open;
  }

  /** Adds what is there in each cluster, and what is missing for what. */
  void put(ObjectNode clusters, ObjectRef object, Share share) {
    for (String cluster : share.clusters()) {
      ObjectNode told =
          clusters
              .putObject(cluster)
              .put("objects", share.objects(cluster))
              .put("applied", share.applied(cluster));
      List<String> lines = lines(object, share, cluster);
      if (!lines.isEmpty()) {
        ArrayNode waits = told.putArray("waits");
        lines.forEach(waits::add);
      }
    }
  }

  /** What clusters have refused of an object's. */
  List<String> refused(Share share) {
    List<String> lines = new ArrayList<>();
    for (String cluster : share.clusters()) {
      for (IstioKey key : share.open(cluster)) {
        Shares.Open one = open.get(key);
        if (one != null && one.why() instanceof Wait.Refused refused) {
          lines.add(key + ": " + refused.text());
        }
      }
    }
    return lines;
  }

  /** One line for each reason: the first object that has it, and how many others have. */
  private List<String> lines(ObjectRef object, Share share, String cluster) {
    Map<String, List<IstioKey>> byReason = new LinkedHashMap<>();
    for (IstioKey key : share.open(cluster)) {
      Shares.Open one = open.get(key);
      if (one != null) {
        byReason.computeIfAbsent(text(object, key, one.why()), _ -> new ArrayList<>()).add(key);
      }
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach((text, keys) -> {
      String others = keys.size() == 1 ? "" : " and " + (keys.size() - 1) + " more";
      lines.add(keys.getFirst() + others + ": " + text);
    });
    return lines.size() <= 5 ? lines : few(lines);
  }

  private static List<String> few(List<String> lines) {
    List<String> few = new ArrayList<>(lines.subList(0, 4));
    few.add("and " + (lines.size() - few.size()) + " more reasons: isthmus pending");
    return few;
  }

  /** Names what it waits for only where that is the reader's too. */
  private String text(ObjectRef reader, IstioKey key, Wait wait) {
    if (wait instanceof Wait.Held) {
      return wait.text() + " It goes by: isthmus pending, isthmus approve.";
    }
    if (!(wait instanceof Wait.After after)) {
      return wait.text();
    }
    IstioKey first = after.changes().getFirst();
    Shares.Open other = open.get(first);
    boolean isReaders =
        (other != null && other.owners().contains(reader))
            || first.namespace().equals(key.namespace());
    return isReaders
        ? wait.text()
        : "It waits until another change in cluster " + first.cluster() + " has been made.";
  }
}
