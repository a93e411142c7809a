package dev.isthmus.translate.finding;

import dev.isthmus.api.Finding;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;

/** The findings of all rules. Equal findings are one, whoever makes them. */
public final class Findings {

  public final Table<Finding, Finding> table;

  public Findings(GraphBuilder graph) {
    table = graph.<Finding, Finding>table("findings", Merge.first()).published();
  }

  /** Emits a finding. */
  public void put(Out out, Finding finding) {
    out.put(table, finding, finding);
  }
}
