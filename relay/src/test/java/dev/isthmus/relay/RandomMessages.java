package dev.isthmus.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Up;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any message of the protocol. */
final class RandomMessages {
  static final String CLUSTER = "cluster1";
  private static final List<ObjectKind> KINDS =
      List.of(ObjectKind.POD, ObjectKind.SERVICE, ObjectKind.ROUTE_TABLE);
  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  int between(int low, int high) {
    return random.nextInt(low, high);
  }

  Up up() {
    return switch (random.nextInt(5)) {
      case 0 -> new Up.Hello(1, text(), authority(), random.nextBoolean(), text(), text());
      case 1 -> new Up.Snapshot(kind(), random.nextLong(), text(), list(this::observed));
      case 2 ->
          new Up.Delta(
              kind(),
              random.nextLong(),
              random.nextLong(),
              text(),
              list(this::observed),
              list(this::ref));
      case 3 -> new Up.SourceLost(kind(), one(SourceLoss.values()), text());
      default ->
          new Up.Applied(
              authority(),
              list(this::ref),
              list(() -> new Refusal(ref(), text(), one(Refusal.Why.values()), text())));
    };
  }

  Down down() {
    return switch (random.nextInt(6)) {
      case 0 -> {
        TreeMap<ObjectKind, Long> resume = new TreeMap<>();
        list(this::kind).forEach(kind -> resume.put(kind, random.nextLong()));
        yield new Down.Welcome(authority(), resume);
      }
      case 1 ->
          new Down.Desired(
              authority(),
              list(() -> new DesiredObject(ref(), text(), text(), json())),
              list(() -> new Down.Deletion(ref(), text())));
      case 2 ->
          new Down.SetStatus(authority(), list(() -> new Down.ObjectStatus(ref(), text(), json())));
      case 3 -> new Down.Approve(authority());
      case 4 ->
          new Down.Preview(
              list(() -> new DesiredObject(ref(), text(), text(), json())),
              list(() -> new Down.Deletion(ref(), text())));
      default -> new Down.Resend(kind());
    };
  }

  private ObservedObject observed() {
    return new ObservedObject(ref(), text(), json());
  }

  private ObjectRef ref() {
    return new ObjectRef(kind(), new ObjectKey(CLUSTER, text(), text()));
  }

  private ObjectKind kind() {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  private Authority authority() {
    return new Authority(random.nextLong(), random.nextLong());
  }

  private String text() {
    return Stream.generate(() -> one(new String[] {"a", "Z", "0", "-", " ", "ü", "漢", "\u0000"}))
        .limit(random.nextInt(12))
        .reduce("", String::concat);
  }

  private ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> node.put(text(), random.nextInt());
        case 1 -> node.put(text(), text());
        case 2 -> node.putObject(text()).put(text(), random.nextBoolean());
        default -> node.putArray(text()).add(text()).addNull();
      }
    }
    return node;
  }

  private <T> List<T> list(Supplier<T> item) {
    return Stream.generate(item).limit(random.nextInt(6)).toList();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
