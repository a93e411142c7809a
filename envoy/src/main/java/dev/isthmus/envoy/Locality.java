package dev.isthmus.envoy;

/**
 * Where a workload runs. What is unknown is empty.
 *
 * @param region the cloud's region
 * @param zone the zone of the region
 * @param subzone Istio's finer part of a zone
 */
public record Locality(String region, String zone, String subzone) {
  public static final Locality UNKNOWN = new Locality("", "", "");

  /** Reads {@code region[/zone[/subzone]]}. */
  public static Locality parse(String label) {
    String[] parts = label.split("/", 4);
    return new Locality(
        parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
  }

  /** Whether this locality is one that a rule means, whose parts may be {@code *} or absent. */
  public boolean matches(String rule) {
    Locality wanted = parse(rule);
    return (wanted.region.equals("*") || wanted.region.equals(region))
        && partMatches(wanted.zone, zone)
        && partMatches(wanted.subzone, subzone);
  }

  private static boolean partMatches(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals("*") || wanted.equals(actual);
  }
}
