package dev.isthmus.cli.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Round;

/** Requests and their answers as JSON. */
final class TrafficJson {
  private TrafficJson() {}

  static void write(ObjectNode node, Answered answered) {
    Round round = answered.round();
    node.put("request", round.request().name()).put("title", round.request().title());
    ObjectNode answers = node.putObject("answers");
    round.answers().forEach(answers::put);
    ArrayNode through = node.putArray("through");
    round
        .through()
        .forEach(it ->
            through
                .addObject()
                .put("gateway", it.app())
                .put("cluster", it.cluster())
                .put("address", it.address()));
    node.put("mutualTls", round.isMutualTls());
    round.callers().forEach(node.putArray("callers")::add);
    round.identities().forEach(node.putArray("identities")::add);
    node.put("medianMillis", round.medianMillis()).put("slowestMillis", round.slowestMillis());
    answered.differences().forEach(node.putArray("differences")::add);
  }

  static void write(ObjectNode node, FlowResult flow) {
    node.put("request", flow.request().name()).put("sent", flow.sent());
    node.put("failed", flow.failed());
    if (flow.failed() > 0) {
      node.put("example", flow.example());
    }
    flow.firstNew().ifPresent(millis -> node.put("firstNewMillis", millis));
  }
}
