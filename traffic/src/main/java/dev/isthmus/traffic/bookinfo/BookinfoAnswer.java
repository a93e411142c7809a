package dev.isthmus.traffic.bookinfo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;

/** What a pod says of itself, and of its caller as its sidecar saw it. */
final class BookinfoAnswer {
  /** Envoy's report of the certificates of a connection with mutual TLS. */
  private static final String CLIENT_CERTIFICATE = "X-Forwarded-Client-Cert";

  private BookinfoAnswer() {}

  static ObjectNode of(BookinfoRole role, Headers headers) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("cluster", role.cluster());
    answer.put("namespace", role.namespace());
    answer.put("pod", role.pod());
    answer.put("app", role.app());
    answer.put("version", role.version());
    role.stars().ifPresent(colour -> answer.put("stars", colour));
    String certificates = headers.getFirst(CLIENT_CERTIFICATE);
    if (certificates != null) {
      // Each hop adds an element; the last is that of the connection to this pod.
      String last = certificates.substring(certificates.lastIndexOf(',') + 1);
      put(answer, "caller", last, "URI=");
      put(answer, "identity", last, "By=");
    }
    return answer;
  }

  private static void put(ObjectNode answer, String field, String element, String key) {
    for (String part : element.split(";")) {
      if (part.startsWith(key)) {
        answer.put(field, part.substring(key.length()));
      }
    }
  }
}
