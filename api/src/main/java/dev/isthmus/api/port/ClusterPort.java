package dev.isthmus.api.port;

import dev.isthmus.api.ObjectKind;
import java.util.function.Consumer;

/**
 * One cluster's API server. Every call returns at once; results come on a thread of the port's, one
 * after the other. {@code KubePortConformance} says what each adapter must do.
 */
public interface ClusterPort extends AutoCloseable {

  /**
   * Observes a kind until the port is closed: a {@link Observation.Listed}, then each change in
   * order; after a {@link Observation.Lost} a new list as soon as it can be had. A kind that is
   * observed already is observed anew, for this observer alone: so who doubts a list gets another.
   */
  void observe(ObjectKind kind, Consumer<Observation> observer);

  /**
   * Sends one write; never repeats it by itself.
   *
   * @param done is told the result exactly once
   */
  void write(Write write, Consumer<WriteResult> done);

  /**
   * The uid of namespace {@code kube-system}: the cluster's identity, another after a rebuild.
   *
   * @param done is told it once it is known
   */
  void clusterUid(Consumer<String> done);

  /** Ends all observations; what was told before stays told. */
  @Override
  void close();
}
