package dev.isthmus.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AgentLogTest {
  private static final ObjectNode JSON = JsonNodeFactory.instance.objectNode();

  private final StringWriter out = new StringWriter();
  private final AgentLog log =
      new AgentLog("cluster1", LiveLog.text(new PrintWriter(out), () -> Instant.EPOCH));

  private static ObjectRef ref(ObjectKind kind) {
    return new ObjectRef(kind, new ObjectKey("cluster1", "shop", "cart"));
  }

  private static WriteResult.Stored stored(ObjectRef ref) {
    return new WriteResult.Stored(new StoredObject(ref, "uid", "1", JSON));
  }

  @Test
  void whatUsersSeeInTheClusterIsNoLine() {
    ObjectRef table = ref(ObjectKind.ROUTE_TABLE);
    log.written(new Write.ApplyStatus(table, "uid", JSON), stored(table));
    Write event = new Write.Create(ref(ObjectKind.EVENT), JSON);
    log.written(event, stored(event.ref()));
    log.written(event, new WriteResult.AlreadyExists());
    assertThat(out.toString()).isEmpty();
    log.written(event, new WriteResult.Forbidden("no right"));
    assertThat(out.toString()).contains("the agent may not write Event shop/cart: no right");
  }

  @Test
  void aChangeIsALine() {
    Write create = new Write.Create(ref(ObjectKind.SERVICE), JSON);
    log.written(create, stored(create.ref()));
    log.written(create, new WriteResult.AlreadyExists());
    assertThat(out.toString().lines())
        .containsExactly(
            "1970-01-01T00:00:00Z  agent cluster1: created Service shop/cart",
            "1970-01-01T00:00:00Z  agent cluster1: Service shop/cart is there already: it is"
                + " judged again");
  }
}
