package dev.isthmus.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a change is not made now. */
public sealed interface Wait {
  /** One sentence for users. */
  String text();

  /**
   * Others come first.
   *
   * @param changes the changes that must be seen in their clusters before; the first few
   */
  record After(List<IstioKey> changes) implements Wait {
    public After {
      changes = List.copyOf(changes);
    }

    @Override
    public String text() {
      return "It waits until " + changes.getFirst() + " has been changed.";
    }
  }

  /** It was sent, and is not yet seen in its cluster. */
  record Sent() implements Wait {
    @Override
    public String text() {
      return "It was sent, and is not yet seen in its cluster.";
    }
  }

  /** What it rests on was changed a moment ago, by whom is not known. */
  record Settling(String cluster) implements Wait {
    @Override
    public String text() {
      return "It waits a moment: the proxies of cluster "
          + cluster
          + " may not have yet what was changed before this server began.";
    }
  }

  /** Its cluster cannot be written to now. */
  record Unreachable(String cluster, String why) implements Wait {
    @Override
    public String text() {
      return "It waits for cluster " + cluster + ": " + why;
    }
  }

  /** It would take something away that may come from a cluster that was never heard. */
  record Frozen(String cluster) implements Wait {
    @Override
    public String text() {
      return "It stays as it is until cluster "
          + cluster
          + " is heard: what it has may come from there. To give that cluster up, delete its"
          + " KubernetesCluster object.";
    }
  }

  /**
   * The brake holds it.
   *
   * @param until when it goes by itself; null: only by {@code isthmus approve}
   */
  record Held(String why, @Nullable Instant until) implements Wait {
    @Override
    public String text() {
      return "It is held: " + why;
    }
  }

  /** An object that is not ours has the name, or the cluster refused the change. */
  record Refused(String why) implements Wait {
    @Override
    public String text() {
      return "It was refused: " + why;
    }
  }
}
