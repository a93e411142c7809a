package dev.isthmus.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lab as its steps.yaml gives it (docs/design/lab-data.md). */
public record LabDefinition(String lab, String title, String why, List<Step> steps) {
  /** What a user does: applies a file to a cluster, or deletes an object there. */
  public record Step(
      String name,
      String title,
      String why,
      String cluster,
      @Nullable String apply,
      @Nullable Target delete,
      List<Shown> show,
      List<Expectation> expect) {
    public Step {
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
