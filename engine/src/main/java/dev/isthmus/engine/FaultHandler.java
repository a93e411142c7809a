package dev.isthmus.engine;

/**
 * Hears of functions that threw: once per failed run, on the writer's thread, after the step has
 * been published. What it throws itself comes out of {@link Graph#apply}; the graph is none the
 * worse.
 */
@FunctionalInterface
public interface FaultHandler {

  /** A function threw. */
  void fault(Fault fault);
}
