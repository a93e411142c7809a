package dev.isthmus.engine;

/**
 * Hears of functions that threw. It is called on the writer's thread, once per failed run, and must
 * not throw.
 */
@FunctionalInterface
public interface FaultHandler {

  /** Called after the failed run, before the step is committed. */
  void fault(Fault fault);
}
