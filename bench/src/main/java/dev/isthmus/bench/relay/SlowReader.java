package dev.isthmus.bench.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.bench.Heap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** What an agent costs that does not read, while orders for it go on. */
final class SlowReader {
  private static final String CLUSTER = "slow";

  private final CountDownLatch reads = new CountDownLatch(1);
  private final CountDownLatch hasAll = new CountDownLatch(1);
  private final Map<ObjectRef, String> received = new ConcurrentHashMap<>();
  private final int orders;
  private final int objects;

  /** The heap that an object takes by itself, as orders hold it. */
  private final long each;

  SlowReader(int orders, int objects) {
    this.orders = orders;
    this.objects = objects;
    this.each = each(objects);
  }

  /** Sends the orders, each with one object, then lets the agent read. */
  ObjectNode measure(Fleet fleet, Certificates certificates, int connected) throws Exception {
    fleet.start(certificates.agent(CLUSTER), this::take);
    fleet.awaitWelcomed(connected + 1);
    long before = Heap.used();
    for (int i = 0; i < orders; i++) {
      fleet.order(
          CLUSTER,
          new Down.Desired(
              new Authority(1, i + 1L),
              List.of(Sample.entry(CLUSTER, i % objects, i / objects)),
              List.of()));
    }
    long retained = Heap.used() - before;
    reads.countDown();
    hasAll.await();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("orders", orders).put("objects", objects);
    node.put("retainedBytes", retained);
    node.put("bytesOfAnObject", each).put("bytesOfAllOrders", each * orders);
    node.put("inObjects", Math.round((double) retained / each));
    return node;
  }

  private void take(Down.Desired order) {
    try {
      reads.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    order.puts().forEach(put -> received.put(put.ref(), put.hash()));
    String newest = "h" + (orders - 1) / objects;
    if (received.size() == objects && received.values().stream().allMatch(newest::equals)) {
      hasAll.countDown();
    }
  }

  private static long each(int objects) {
    long before = Heap.used();
    List<DesiredObject> all = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      all.add(Sample.entry(CLUSTER, i, 0));
    }
    return (Heap.used() - before) / all.size();
  }
}
