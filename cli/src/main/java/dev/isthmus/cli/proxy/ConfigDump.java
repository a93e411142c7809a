package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that an Envoy has, in the form of its admin interface's {@code /config_dump}: read from one,
 * or computed.
 *
 * @param root {@code {"configs": […]}}, in the form of {@link ProtoJson}
 * @param from where it is from, for messages
 */
public record ConfigDump(JsonNode root, String from) {
  private static final String TYPE = "@type";

  /** What an Envoy wrote. */
  static ConfigDump of(JsonNode written, String from) throws IOException {
    if (!written.path("configs").isArray()) {
      throw new IOException(
          from
              + ": no config dump of Envoy: it has no list \"configs\" (curl <admin>/config_dump?include_eds=true)");
    }
    return new ConfigDump(
        ProtoJson.canonical(written, io.envoyproxy.envoy.admin.v3.ConfigDump.getDescriptor()),
        from);
  }

  public List<JsonNode> clusters() throws IOException {
    JsonNode section = section("ClustersConfigDump");
    List<JsonNode> all = resources(section.path("dynamicActiveClusters"), "cluster");
    all.addAll(resources(section.path("staticClusters"), "cluster"));
    return all;
  }

  public List<JsonNode> listeners() throws IOException {
    JsonNode section = section("ListenersConfigDump");
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode listener : section.path("dynamicListeners")) {
      addResource(all, listener.path("activeState"), "listener");
    }
    all.addAll(resources(section.path("staticListeners"), "listener"));
    return all;
  }

  public List<JsonNode> routes() throws IOException {
    JsonNode section = section("RoutesConfigDump");
    List<JsonNode> all = resources(section.path("dynamicRouteConfigs"), "routeConfig");
    all.addAll(resources(section.path("staticRouteConfigs"), "routeConfig"));
    return all;
  }

  /** The load assignments, of clusters with EDS first. */
  public List<JsonNode> assignments() throws IOException {
    JsonNode section = section("EndpointsConfigDump");
    List<JsonNode> all = resources(section.path("dynamicEndpointConfigs"), "endpointConfig");
    all.addAll(resources(section.path("staticEndpointConfigs"), "endpointConfig"));
    return all;
  }

  /** What it knows of secrets; a missing node where it says nothing. */
  public JsonNode secrets() {
    return sectionOrMissing("SecretsConfigDump");
  }

  /** What it was started with; a missing node where it says nothing. */
  public JsonNode bootstrap() {
    return sectionOrMissing("BootstrapConfigDump").path("bootstrap");
  }

  /**
   * The section of a kind of resources.
   *
   * @throws IOException if the dump has none: it was made with a mask, or without endpoints
   */
  private JsonNode section(String type) throws IOException {
    JsonNode section = sectionOrMissing(type);
    if (section.isMissingNode()) {
      throw new IOException(
          from
              + ": the config dump has no "
              + type
              + ": make it with /config_dump?include_eds=true, without a mask");
    }
    return section;
  }

  JsonNode sectionOrMissing(String type) {
    for (JsonNode section : root.path("configs")) {
      if (section.path(TYPE).asText().endsWith("." + type)) {
        return section;
      }
    }
    return MissingNode.getInstance();
  }

  private static List<JsonNode> resources(JsonNode holders, String field) {
    List<JsonNode> all = new ArrayList<>();
    holders.forEach(holder -> addResource(all, holder, field));
    return all;
  }

  /** The resource itself; the dump says of each which type it is. */
  private static void addResource(List<JsonNode> all, JsonNode holder, String field) {
    if (holder.path(field) instanceof ObjectNode resource) {
      all.add(resource.deepCopy().without(TYPE));
    }
  }
}
