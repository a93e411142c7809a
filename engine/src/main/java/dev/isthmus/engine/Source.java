package dev.isthmus.engine;

/** What a rule may run over, or fetch from: a table, or an index of a table. */
public sealed interface Source permits Table, Index {

  /** The name given when it was declared; unique in its graph. */
  String name();
}
