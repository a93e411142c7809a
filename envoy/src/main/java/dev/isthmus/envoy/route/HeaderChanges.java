package dev.isthmus.envoy.route;

import dev.isthmus.istio.HeaderOperations;
import dev.isthmus.istio.Headers;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes to headers. The host is no header for Envoy: setting it rewrites the authority.
 *
 * @param requestAdd headers that requests get
 * @param requestRemove headers that requests lose
 * @param responseAdd headers that responses get
 * @param responseRemove headers that responses lose
 * @param authority the new host; empty: the request's own
 */
record HeaderChanges(
    List<HeaderValueOption> requestAdd,
    List<String> requestRemove,
    List<HeaderValueOption> responseAdd,
    List<String> responseRemove,
    String authority) {
  static HeaderChanges of(@Nullable Headers headers) {
    HeaderOperations none = new HeaderOperations(Map.of(), List.of(), Map.of());
    HeaderOperations request =
        headers == null || headers.request() == null ? none : headers.request();
    HeaderOperations response =
        headers == null || headers.response() == null ? none : headers.response();
    String set = authority(request.set());
    return new HeaderChanges(
        added(request),
        removed(request),
        added(response),
        removed(response),
        set.isEmpty() ? authority(request.add()) : set);
  }

  private static List<HeaderValueOption> added(HeaderOperations operations) {
    List<HeaderValueOption> result = new ArrayList<>();
    add(result, operations.set(), HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    add(result, operations.add(), HeaderValueOption.HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD);
    return List.copyOf(result);
  }

  private static void add(
      List<HeaderValueOption> result,
      Map<String, String> headers,
      HeaderValueOption.HeaderAppendAction action) {
    new TreeMap<>(headers)
        .forEach((name, value) -> {
          if (!isInternal(name)) {
            result.add(
                HeaderValueOption.newBuilder()
                    .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
                    .setAppendAction(action)
                    .build());
          }
        });
  }

  private static List<String> removed(HeaderOperations operations) {
    return operations.remove().stream().filter(name -> !isInternal(name)).toList();
  }

  private static boolean isInternal(String name) {
    return name.startsWith(":") || name.equalsIgnoreCase("host");
  }

  private static String authority(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header ->
            header.getKey().equalsIgnoreCase(":authority")
                || header.getKey().equalsIgnoreCase("host"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
