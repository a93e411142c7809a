package dev.isthmus.traffic.bookinfo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a pod of Bookinfo is.
 *
 * @param cluster its cluster
 * @param namespace its namespace
 * @param pod its name
 * @param app its service: {@code reviews}
 * @param version {@code v2}
 */
public record BookinfoRole(
    String cluster, String namespace, String pod, String app, String version) {
  /** What each service calls. The name below which the answer stands is that of the service. */
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "productpage",
          List.of(
              "http://details.bookinfo-backends:9080/details/0",
              "http://reviews.bookinfo-backends:9080/reviews/0"),
          "details",
          List.of(),
          "reviews",
          List.of("http://ratings.bookinfo-backends:9080/ratings/0"),
          "ratings",
          List.of());

  private static final Map<String, String> STARS = Map.of("v2", "black", "v3", "red");

  /** Whether an application is one of Bookinfo's. */
  public static boolean isBookinfo(String app) {
    return CALLS.containsKey(app);
  }

  /** What it calls for each request: reviews v1 shows no stars, so it needs no ratings. */
  List<String> calls() {
    return app.equals("reviews") && stars().isEmpty()
        ? List.of()
        : CALLS.getOrDefault(app, List.of());
  }

  /** The colour of the stars that a version of reviews shows. */
  Optional<String> stars() {
    return app.equals("reviews") ? Optional.ofNullable(STARS.get(version)) : Optional.empty();
  }
}
