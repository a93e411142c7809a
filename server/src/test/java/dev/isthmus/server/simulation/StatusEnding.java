package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Severity;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.status.Copies;
import dev.isthmus.translate.status.StatusValue;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * At the end each object of a user says that it is accepted, or why not; and how much of what
 * follows from it is there, which is counted anew here.
 */
final class StatusEnding {
  private static final ResourceReader READER = new ResourceReader();

  private final Simulation simulation;
  private final Translation fresh;

  StatusEnding(Simulation simulation, Translation fresh) {
    this.simulation = simulation;
    this.fresh = fresh;
  }

  void check() {
    for (SimCluster cluster : simulation.clusters.values()) {
      for (StoredObject object : cluster.objects().values()) {
        if (object.ref().kind().group().endsWith(".gloo.solo.io")) {
          check(cluster, object);
        }
      }
    }
  }

  private void check(SimCluster cluster, StoredObject object) {
    JsonNode status = object.json().path("status");
    long generation = object.json().path("metadata").path("generation").asLong();
    boolean flat = object.ref().kind().equals(ObjectKind.ROOT_TRUST_POLICY);
    JsonNode state = flat ? status : status.path("common").path("State");
    must(object, state.path("observedGeneration").asLong() == generation, "observedGeneration");
    must(
        object,
        status.path("isthmus").path("translatedGeneration").asLong() == generation,
        "translatedGeneration");
    boolean well =
        READER.read(cluster.name, object.json()).findings().stream().noneMatch(StatusEnding::counts)
            && fresh.findings().stream()
                .filter(finding -> finding.object().equals(counting(object)))
                .noneMatch(StatusEnding::counts);
    String approval = state.path(flat ? "state" : "approval").asText();
    String message = (flat ? status.path("isthmus") : state).path("message").asText();
    must(object, approval.equals("ACCEPTED") == well, "the state of what is right: " + well);
    must(object, well || !message.isEmpty(), "why it is not accepted");
    must(
        object,
        counting(object).equals(object.ref())
            || message.contains("The copy in " + counting(object).key().cluster() + " counts"),
        "which copy counts");
    counts(object, status.path("isthmus").path("clusters"));
  }

  /** Of equal copies in several clusters, the one that counts. */
  private ObjectRef counting(StoredObject object) {
    return fresh.fields(object.ref()).get(Copies.COPY_OF)
            instanceof StatusValue.Reference(ObjectRef other)
        ? other
        : object.ref();
  }

  private static boolean counts(Finding finding) {
    return finding.severity() != Severity.INFO;
  }

  private void counts(StoredObject object, JsonNode told) {
    SortedMap<String, Integer> objects = new TreeMap<>();
    SortedMap<String, Integer> applied = new TreeMap<>();
    for (Output output : fresh.outputs().values()) {
      if (isPart(object.ref(), output)) {
        objects.merge(output.key().cluster(), 1, Integer::sum);
        applied.merge(output.key().cluster(), isThere(output) ? 1 : 0, Integer::sum);
      }
    }
    objects.forEach((cluster, number) -> {
      must(object, told.path(cluster).path("objects").asInt() == number, "objects: " + objects);
      must(
          object,
          told.path(cluster).path("applied").asInt()
              == Objects.requireNonNull(applied.get(cluster)),
          "applied: " + applied);
      boolean waits = told.path(cluster).has("waits");
      must(object, waits || number.equals(applied.get(cluster)), "waits for nothing");
    });
  }

  private boolean isPart(ObjectRef ref, Output output) {
    if (ref.kind().equals(ObjectKind.KUBERNETES_CLUSTER)
        && ref.key().cluster().equals(simulation.config.management())) {
      return output.key().cluster().equals(ref.key().name());
    }
    return output.parent().equals(ref)
        || output.provenance().contributions().stream().anyMatch(c -> c.object().equals(ref));
  }

  private boolean isThere(Output output) {
    SimCluster cluster = simulation.clusters.get(output.key().cluster());
    if (cluster == null) {
      return false;
    }
    IstioKey key =
        new IstioKey(
            cluster.name, output.key().namespace(), output.key().kind(), output.key().name());
    for (StoredObject object : cluster.objects().values()) {
      IstioObject is = simulation.checks.read(object);
      if (is != null
          && Checks.key(cluster, object.ref()).equals(Optional.of(key))
          && simulation.checks.isOurs(cluster, object)
          && is.spec().equals(output.spec())) {
        return true;
      }
    }
    return false;
  }

  private static void must(StoredObject object, boolean holds, String what) {
    Checks.must(
        holds,
        "status of "
            + object.ref()
            + ": "
            + what
            + "\n"
            + object.json().path("status").toPrettyString());
  }
}
