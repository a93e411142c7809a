package dev.isthmus.agent;

/**
 * Order of resourceVersions: they are decimal numbers, and comparable, as etcd's revisions are
 * (KEP-5504); one that is no number is above none.
 */
final class Versions {
  private Versions() {}

  static boolean isBelow(String version, String other) {
    if (!isNumber(version) || !isNumber(other)) {
      return false;
    }
    return version.length() != other.length()
        ? version.length() < other.length()
        : version.compareTo(other) < 0;
  }

  private static boolean isNumber(String version) {
    return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
