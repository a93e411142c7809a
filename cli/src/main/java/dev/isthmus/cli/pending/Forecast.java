package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.translate.Translation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What becomes of each Istio object of a cluster when those with labels of ours are taken over. */
final class Forecast {
  private static final int FOREIGN_SHOWN = 5;

  /** One object. */
  private record Told(ObjectNode object, Fate fate) {}

  private final String cluster;
  private final List<Told> all = new ArrayList<>();

  Forecast(String cluster, List<ObjectNode> objects, Translation translation) {
    this.cluster = cluster;
    objects.forEach(object -> all.add(new Told(object, Fate.of(cluster, object, translation))));
    all.sort(Comparator.comparingInt(told -> rank(told.fate())));
  }

  /** What is lost stands last, where the eye rests. */
  private static int rank(Fate fate) {
    return switch (fate) {
      case Fate.Stays _ -> 0;
      case Fate.Changes _ -> 1;
      case Fate.Goes _ -> 2;
      case Fate.Foreign _ -> 3;
    };
  }

  /** Those to be taken over. */
  List<ObjectNode> adopted() {
    return all.stream()
        .filter(told -> !(told.fate() instanceof Fate.Foreign))
        .map(Told::object)
        .toList();
  }

  private int number(Class<? extends Fate> fate) {
    return (int) all.stream().filter(told -> fate.isInstance(told.fate())).count();
  }

  /** A line for each object that is taken over, its fields below; the sum last. */
  void print(Console console) {
    for (Told told : all) {
      String name = Adoption.name(told.object());
      switch (told.fate()) {
        case Fate.Stays _ -> console.line("= " + name);
        case Fate.Changes changes -> {
          console.line("~ " + name);
          changes.fields().forEach(field -> console.line("    " + field));
        }
        case Fate.Goes _ ->
            console.line(
                "- "
                    + name
                    + "   nothing wants it; it followed from "
                    + Adoption.parent(told.object()));
        case Fate.Foreign _ -> {}
      }
    }
    foreign(console);
    console.line(
        "%s: %s would be taken over: %d kept, %d changed, %d deleted"
            .formatted(
                cluster,
                Counted.of(adopted().size(), "object"),
                number(Fate.Stays.class),
                number(Fate.Changes.class),
                number(Fate.Goes.class)));
  }

  private void foreign(Console console) {
    int number = number(Fate.Foreign.class);
    if (number == 0) {
      return;
    }
    List<String> names =
        all.stream()
            .filter(told -> told.fate() instanceof Fate.Foreign)
            .map(told -> Adoption.name(told.object()))
            .limit(FOREIGN_SHOWN)
            .toList();
    console.line(
        "  foreign, without labels of ours, nothing is done to %s: %s%s"
            .formatted(
                number == 1 ? "it" : "them",
                String.join(", ", names),
                number > names.size() ? " and " + (number - names.size()) + " more" : ""));
  }
}
