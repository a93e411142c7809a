package dev.isthmus.translate.resolve;

/** From which workspace to which. */
public record ShareKey(String exporter, String importer) implements Comparable<ShareKey> {
  @Override
  public int compareTo(ShareKey other) {
    int order = exporter.compareTo(other.exporter);
    return order == 0 ? importer.compareTo(other.importer) : order;
  }
}
