package dev.isthmus.traffic.request;

import java.net.http.HttpClient;

/** How all clients of a lab speak HTTP. */
public final class HttpClients {
  static {
    // Read once, by the first client: a request may ask for its connection to be closed.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
  }

  private HttpClients() {}

  /** A client of HTTP/1.1, which is what applications speak to their sidecars. */
  public static HttpClient.Builder builder() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
  }
}
