package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** All tables of one Envoy, as {@code istioctl proxy-config all} shows them. */
public final class AllTables {
  private final StringBuilder text = new StringBuilder();
  private final boolean headings;

  private AllTables(boolean headings) {
    this.headings = headings;
  }

  /**
   * What of each is shown.
   *
   * @param route the name of a route configuration; empty for all
   */
  public record Filter(
      ClusterTable.Filter clusters, ListenerTable.Filter listeners, String route) {}

  /**
   * The tables.
   *
   * @param headings with a heading before each
   * @param verbose all filter chains and routes, and not only types and numbers
   * @param now which certificates are valid
   * @throws IOException if the dump lacks a part
   */
  public static String of(
      ConfigDump dump, Filter filter, boolean headings, boolean verbose, Instant now)
      throws IOException {
    AllTables all = new AllTables(headings);
    if (!dump.bootstrap().isMissingNode()) {
      all.add("BOOTSTRAP INFO", BootstrapText.of(dump.bootstrap()));
    }
    all.add(
        "CLUSTER INFO",
        ClusterTable.of(ClusterTable.select(dump.clusters(), filter.clusters), true));
    all.add(
        "LISTENER INFO",
        ListenerTable.of(ListenerTable.select(dump.listeners(), filter.listeners), true, verbose));
    all.add(
        "ROUTE INFO", RouteTable.of(RouteTable.select(dump.routes(), filter.route), true, verbose));
    all.add("SECRET INFO", SecretTable.of(dump.secrets(), now));
    JsonNode endpoints = dump.sectionOrMissing("EndpointsConfigDump");
    all.add(
        "ENDPOINTS INFO",
        AssignmentTable.of(
            endpoints.isMissingNode() ? List.of() : dump.assignments(),
            filter.listeners.address(),
            filter.listeners.port()));
    return all.text.toString();
  }

  private void add(String heading, String table) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    if (headings) {
      text.append("------ ").append(heading).append(" ------\n\n");
    }
    text.append(table);
  }
}
