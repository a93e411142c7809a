package dev.isthmus.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lab as its steps.yaml gives it (docs/design/lab-data.md).
 *
 * @param requests what is asked before the first step and after each; none: the lab has no traffic
 * @param before how these are answered before the first step
 */
public record LabDefinition(
    String lab,
    String title,
    String why,
    List<LabRequest> requests,
    List<RequestExpectation> before,
    List<Step> steps) {
  public LabDefinition {
    requests = requests == null ? List.of() : List.copyOf(requests);
    before = before == null ? List.of() : List.copyOf(before);
  }

  /**
   * What a user does: applies a file to a cluster, or deletes an object there.
   *
   * @param traffic how requests are answered afterwards
   */
  public record Step(
      String name,
      String title,
      String why,
      String cluster,
      @Nullable String apply,
      @Nullable Target delete,
      List<Shown> show,
      List<Expectation> expect,
      List<RequestExpectation> traffic,
      @Nullable Outage outage) {
    public Step {
      traffic = traffic == null ? List.of() : List.copyOf(traffic);
      show = show == null ? List.of() : List.copyOf(show);
      expect = expect == null ? List.of() : List.copyOf(expect);
    }
  }

  /** An object to delete. */
  public record Target(String kind, String name, String namespace) {
    @Override
    public String toString() {
      return kind + " " + namespace + "/" + name;
    }
  }

  /** What the lab looks at after a step, as {@code find-translation} does. */
  public record Shown(String find, String namespace, String cluster) {}

  /** What must hold after a step: objects that are there, or a former state that is there again. */
  public record Expectation(
      @Nullable String cluster,
      @Nullable String objects,
      List<String> except,
      @JsonProperty("same-as") @Nullable String sameAs) {
    public Expectation {
      except = except == null ? List.of() : List.copyOf(except);
    }
  }

  /**
   * A gateway that is stopped after a step, and started again.
   *
   * @param gateway its application (label {@code app})
   * @param traffic how requests are answered meanwhile; afterwards it is as after the step
   */
  public record Outage(
      String gateway, String cluster, String why, List<RequestExpectation> traffic) {
    public Outage {
      traffic = List.copyOf(traffic);
    }
  }

  /** Whether the lab sends requests at all. */
  public boolean hasTraffic() {
    return !requests.isEmpty();
  }

  /** The request of a name. */
  public Optional<LabRequest> request(String name) {
    return requests.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /**
   * The place of a step that a user names, by its name or its number from 1.
   *
   * @return -1 when there is no such step
   */
  public int indexOf(String nameOrNumber) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(nameOrNumber) || String.valueOf(i + 1).equals(nameOrNumber)) {
        return i;
      }
    }
    return -1;
  }
}
