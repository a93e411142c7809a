package dev.isthmus.cli.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The log of a process: a line for each change that users see. Thread-safe. */
public interface LiveLog {
  /**
   * Writes a line.
   *
   * @param who {@code server}, or {@code agent}
   * @param cluster the cluster that it is about; empty: none
   */
  void line(String who, String cluster, String message);

  /** A log for people. */
  static LiveLog text(PrintWriter out, InstantSource clock) {
    return (who, cluster, message) -> {
      String subject = cluster.isEmpty() ? who : who + " " + cluster;
      print(out, now(clock) + "  " + subject + ": " + message);
    };
  }

  /** A log for programs: a JSON object for each line. */
  static LiveLog json(PrintWriter out, InstantSource clock) {
    return (who, cluster, message) -> {
      var object = JsonNodeFactory.instance.objectNode();
      object.put("time", now(clock)).put("source", who);
      if (!cluster.isEmpty()) {
        object.put("cluster", cluster);
      }
      print(out, object.put("message", message).toString());
    };
  }

  private static String now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void print(PrintWriter out, String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
