package dev.isthmus.api.port;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;

/**
 * What an agent tells the server. Which cluster it is about is in the agent's certificate alone.
 */
public sealed interface Up {

  /**
   * The first message of a connection.
   *
   * @param protocol the version of the protocol that the agent speaks
   * @param clusterUid the uid of {@code kube-system}
   * @param highest the highest authority that the agent has obeyed
   * @param observing whether it writes nothing until it is approved
   * @param agentVersion the agent's version, for people
   * @param epoch of the agent's process: sequences of another one mean nothing
   */
  record Hello(
      int protocol,
      String clusterUid,
      Authority highest,
      boolean observing,
      String agentVersion,
      String epoch)
      implements Up {}

  /**
   * All objects of a kind: what is not in it is not there.
   *
   * @param sequence of the last delta that it holds
   * @param resourceVersion the list's, or that of the last change since
   */
  record Snapshot(
      ObjectKind kind, long sequence, String resourceVersion, List<ObservedObject> objects)
      implements Up {
    public Snapshot {
      objects = List.copyOf(objects);
    }
  }

  /**
   * What changed of a kind since the sequence before. Deltas that wait for a slow stream become
   * one: its numbers then span theirs.
   *
   * @param after the sequence of the snapshot or delta that it follows
   * @param sequence its own; one more than {@code after} when the agent makes it
   */
  record Delta(
      ObjectKind kind,
      long after,
      long sequence,
      String resourceVersion,
      List<ObservedObject> puts,
      List<ObjectRef> gone)
      implements Up {
    public Delta {
      puts = List.copyOf(puts);
      gone = List.copyOf(gone);
    }
  }

  /** From now on the agent knows nothing of the kind. */
  record SourceLost(ObjectKind kind, SourceLoss why, String detail) implements Up {}

  /**
   * What became of orders. The agent holds the newest order of each object; an object is settled
   * when its newest order is seen to be carried out and no write of it is under way. The first of a
   * connection, after the snapshots and deltas that {@link Down.Welcome} asked for, settles
   * nothing: it says that the orders of former connections are dropped and will not be carried out
   * any more.
   *
   * @param authority of the newest order that the agent has taken in
   * @param settled objects whose newest order is carried out, since the last of these messages
   * @param refusals orders that were refused since then
   */
  record Applied(Authority authority, List<ObjectRef> settled, List<Refusal> refusals)
      implements Up {
    public Applied {
      settled = List.copyOf(settled);
      refusals = List.copyOf(refusals);
    }
  }
}
