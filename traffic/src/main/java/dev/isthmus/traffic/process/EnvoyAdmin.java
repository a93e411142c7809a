package dev.isthmus.traffic.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What an Envoy says of itself by its admin interface. */
public final class EnvoyAdmin {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client;
  private final String url;

  /**
   * The admin interface at a URL.
   *
   * @param url {@code http://127.3.0.9:15000}
   */
  public EnvoyAdmin(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  public String url() {
    return url;
  }

  /** Whether it serves: all that it got first is in use. */
  public boolean isReady() throws InterruptedException {
    try {
      return get("/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many clusters and listeners wait for something before they are used. */
  public int warming() throws IOException, InterruptedException {
    String text =
        get("/stats?filter=%5E(cluster_manager.warming_clusters%7C"
                + "listener_manager.total_listeners_warming)%24")
            .body();
    return text.lines()
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .sum();
  }

  /**
   * How much went where.
   *
   * @param statistic Envoy's name of it: {@code rq_total}, {@code cx_active}
   * @return the statistic by {@code address:port}, over all clusters; none that is 0
   */
  public Map<String, Long> upstreams(String statistic) throws IOException, InterruptedException {
    Map<String, Long> result = new TreeMap<>();
    JsonNode clusters = MAPPER.readTree(get("/clusters?format=json").body());
    for (JsonNode cluster : clusters.path("cluster_statuses")) {
      for (JsonNode host : cluster.path("host_statuses")) {
        JsonNode address = host.at("/address/socket_address");
        String key = address.path("address").asText() + ":" + address.path("port_value").asInt();
        for (JsonNode value : host.path("stats")) {
          if (value.path("name").asText().equals(statistic) && value.path("value").asLong() > 0) {
            result.merge(key, value.path("value").asLong(), Long::sum);
          }
        }
      }
    }
    return result;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
