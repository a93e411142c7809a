package dev.isthmus.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.TreeDiff;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One change, in words. */
final class ChangeText {
  private ChangeText() {}

  static List<String> lines(ObjectChange change, int clusterWidth) {
    String cluster = change.key().cluster();
    String head =
        "   " + cluster + " ".repeat(clusterWidth - cluster.length()) + "  " + sign(change) + " ";
    List<String> lines = new ArrayList<>();
    String summary = summary(change);
    lines.add(head + object(change) + (summary.isEmpty() ? "" : "  " + summary));
    fields(change).forEach(field -> lines.add(" ".repeat(head.length() + 2) + field));
    return lines;
  }

  static List<String> markdown(ObjectChange change) {
    List<String> lines = new ArrayList<>();
    String summary = summary(change);
    lines.add(
        "- `"
            + sign(change)
            + "` "
            + change.key().cluster()
            + " `"
            + object(change)
            + "`"
            + (summary.isEmpty() ? "" : " " + summary));
    fields(change).forEach(field -> lines.add("  - `" + field + "`"));
    return lines;
  }

  static ObjectNode json(ObjectChange change) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(
        "change",
        change.before() == null ? "added" : change.after() == null ? "removed" : "changed");
    node.put("cluster", change.key().cluster());
    node.put("apiVersion", change.key().kind().apiVersion());
    node.put("kind", change.key().kind().kind());
    node.put("namespace", change.key().namespace());
    node.put("name", change.key().name());
    ArrayNode fields = node.putArray("fields");
    for (TreeDiff.Field field : fields(change)) {
      ObjectNode one = fields.addObject();
      one.put("path", field.path());
      one.set("before", field.before());
      one.set("after", field.after());
    }
    if (change.after() != null) {
      node.set("object", IstioJson.write(change.after()));
    }
    return node;
  }

  private static String object(ObjectChange change) {
    return change.key().kind().kind() + " " + change.key().namespace() + "/" + change.key().name();
  }

  private static char sign(ObjectChange change) {
    return change.before() == null ? '+' : change.after() == null ? '-' : '~';
  }

  /** The fields of an object that stays; none for one that comes or goes. */
  private static List<TreeDiff.Field> fields(ObjectChange change) {
    if (change.before() == null || change.after() == null) {
      return List.of();
    }
    return TreeDiff.of(IstioJson.write(change.before()), IstioJson.write(change.after()));
  }

  /** What an object that comes or goes is about. */
  private static String summary(ObjectChange change) {
    @Nullable IstioObject object = change.before() == null ? change.after() : change.before();
    return object == null || (change.before() != null && change.after() != null)
        ? ""
        : about(object.spec());
  }

  private static String about(IstioSpec spec) {
    return switch (spec) {
      case ServiceEntry entry -> String.join(", ", entry.hosts());
      case VirtualService routes -> String.join(", ", routes.hosts());
      case DestinationRule rule ->
          rule.subsets().isEmpty()
              ? rule.host()
              : "subset "
                  + rule.subsets().stream().map(Subset::name).collect(Collectors.joining(", "));
      case Gateway gateway ->
          gateway.servers().stream()
              .flatMap(server -> server.hosts().stream())
              .distinct()
              .collect(Collectors.joining(", "));
      default -> "";
    };
  }
}
