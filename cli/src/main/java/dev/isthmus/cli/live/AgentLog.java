package dev.isthmus.cli.live;

import dev.isthmus.agent.AgentWatcher;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;

/** What an agent does, as lines of the log. */
record AgentLog(String cluster, LiveLog log) implements AgentWatcher {
  @Override
  public void line(String line) {
    log.line("agent", cluster, line);
  }

  @Override
  public void written(Write write, WriteResult result) {
    if (isSeenElsewhere(write, result)) {
      return;
    }
    String object = name(write.ref());
    switch (result) {
      case WriteResult.Stored _ -> line(done(write) + " " + object);
      case WriteResult.Deleted _ -> line("deleted " + object);
      case WriteResult.AlreadyExists _ -> line(object + " is there already: it is judged again");
      case WriteResult.Conflict conflict ->
          line(object + " has changed meanwhile: it is judged again (" + conflict.message() + ")");
      case WriteResult.NotFound notFound ->
          line("could not write " + object + ": " + notFound.message());
      case WriteResult.Invalid invalid ->
          line("the API server refuses " + object + ": " + invalid.message());
      case WriteResult.Forbidden forbidden ->
          line("the agent may not write " + object + ": " + forbidden.message());
      case WriteResult.Throttled throttled ->
          line(
              "the API server asks for a pause of "
                  + throttled.retryAfter().toMillis()
                  + " ms before "
                  + object);
      case WriteResult.Unknown unknown ->
          line("whether " + object + " was written is not known: " + unknown.message());
    }
  }

  /** Users see statuses and Events in the cluster, and an Event that is there was told before. */
  private static boolean isSeenElsewhere(Write write, WriteResult result) {
    return write instanceof Write.ApplyStatus
        ? result instanceof WriteResult.Stored
        : write.ref().kind().equals(ObjectKind.EVENT)
            && (result instanceof WriteResult.Stored
                || result instanceof WriteResult.AlreadyExists);
  }

  private static String done(Write write) {
    return switch (write) {
      case Write.Create _ -> "created";
      case Write.Replace _ -> "changed";
      case Write.Delete _ -> "deletes";
      case Write.ApplyStatus _ -> "told the status of";
    };
  }

  static String name(ObjectRef ref) {
    String namespace = ref.key().namespace();
    String name = ref.key().name();
    return ref.kind().kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
