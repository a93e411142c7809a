package dev.isthmus.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;
import java.util.SortedMap;

/** What the server tells an agent. */
public sealed interface Down {

  /**
   * The answer to {@link Up.Hello}.
   *
   * @param resume per kind the last sequence that the server has of this agent's process: deltas
   *     follow it; a kind that is not named needs a snapshot
   */
  record Welcome(Authority authority, SortedMap<ObjectKind, Long> resume) implements Down {}

  /**
   * What to write.
   *
   * @param puts objects to create or replace
   * @param deletes objects to delete, with their proofs
   */
  record Desired(Authority authority, List<DesiredObject> puts, List<Deletion> deletes)
      implements Down {
    public Desired {
      puts = List.copyOf(puts);
      deletes = List.copyOf(deletes);
    }
  }

  /** An object of ours that is to go, with the proof that it must carry. */
  record Deletion(ObjectRef ref, String proof) {}

  /**
   * What an agent that observes only would be told to write: all that is wanted and not there, each
   * change once a connection. Nothing of it may be written.
   */
  record Preview(List<DesiredObject> puts, List<Deletion> deletes) implements Down {
    public Preview {
      puts = List.copyOf(puts);
      deletes = List.copyOf(deletes);
    }
  }

  /** The status of users' objects in the agent's cluster. */
  record SetStatus(Authority authority, List<ObjectStatus> statuses) implements Down {
    public SetStatus {
      statuses = List.copyOf(statuses);
    }
  }

  /** One object's status; another object of the same name is left alone. */
  record ObjectStatus(ObjectRef ref, String uid, ObjectNode status) {}

  /** The agent may write from now on. */
  record Approve(Authority authority) implements Down {}

  /** A kind's deltas have a gap or do not fit: send a snapshot. */
  record Resend(ObjectKind kind) implements Down {}

  /** The agent is not wanted, or does not fit; the connection is closed. */
  record Refuse(String reason) implements Down {}
}
