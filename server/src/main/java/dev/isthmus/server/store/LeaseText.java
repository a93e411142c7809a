package dev.isthmus.server.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a Lease says: who holds it, and with which epoch. */
final class LeaseText {
  static final ObjectKind LEASE = new ObjectKind("coordination.k8s.io", "v1", "Lease");

  /** Where the epoch stands. */
  static final String EPOCH = "isthmus.dev/epoch";

  /** As Kubernetes writes a MicroTime. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private LeaseText() {}

  static ObjectNode fresh(String namespace, String name) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", LEASE.apiVersion()).put("kind", LEASE.kind());
    ObjectNode metadata = lease.putObject("metadata");
    metadata.put("namespace", namespace).put("name", name);
    metadata.putObject("labels").put(SecretData.MANAGED_BY, "isthmus");
    return lease;
  }

  /** Who holds it; empty: nobody. */
  static String holder(ObjectNode lease) {
    return lease.at("/spec/holderIdentity").asText("");
  }

  /** The epoch of its last holder; 0 when it says none: agents know theirs. */
  static long epoch(ObjectNode lease) {
    return lease.path("metadata").path("annotations").path(EPOCH).asLong(0);
  }

  static String version(ObjectNode lease) {
    return lease.at("/metadata/resourceVersion").asText("");
  }

  /** The same Lease, taken. */
  static ObjectNode taken(ObjectNode lease, String holder, long epoch, Instant now, long seconds) {
    ObjectNode next = renewed(lease, now);
    next.withObject("/metadata/annotations").put(EPOCH, Long.toString(epoch));
    ObjectNode spec = next.withObject("/spec");
    int transitions = spec.path("leaseTransitions").asInt(0);
    spec.put("holderIdentity", holder)
        .put("leaseDurationSeconds", seconds)
        .put("acquireTime", MICROS.format(now))
        .put("leaseTransitions", holder(lease).equals(holder) ? transitions : transitions + 1);
    return next;
  }

  static ObjectNode renewed(ObjectNode lease, Instant now) {
    ObjectNode next = lease.deepCopy();
    next.withObject("/spec").put("renewTime", MICROS.format(now));
    return next;
  }

  /** The same Lease, given up. */
  static ObjectNode released(ObjectNode lease, Instant now) {
    ObjectNode next = renewed(lease, now);
    next.withObject("/spec").put("holderIdentity", "").put("leaseDurationSeconds", 1);
    return next;
  }
}
