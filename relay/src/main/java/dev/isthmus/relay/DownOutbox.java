package dev.isthmus.relay;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.Down;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has not been told yet. All orders that wait become one, with the newest authority:
 * so an authority that an agent has taken in covers every order up to it.
 */
final class DownOutbox implements Outbox<Down> {
  private Down.@Nullable Welcome welcome;
  private Down.@Nullable Approve approve;
  private final TreeSet<ObjectKind> resend = new TreeSet<>();
  private final WaitingOrders orders = new WaitingOrders();
  private @Nullable Authority ordered;
  private final WaitingOrders previews = new WaitingOrders();
  private final Map<ObjectRef, Down.ObjectStatus> statuses = new LinkedHashMap<>();
  private @Nullable Authority told;

  @Override
  public void add(Down down) {
    switch (down) {
      case Down.Welcome one -> welcome = one;
      case Down.Approve one -> approve = one;
      case Down.Resend one -> resend.add(one.kind());
      case Down.Desired one -> {
        orders.add(one.puts(), one.deletes());
        ordered = one.authority();
      }
      case Down.Preview one -> previews.add(one.puts(), one.deletes());
      case Down.SetStatus one -> {
        one.statuses().forEach(status -> statuses.put(status.ref(), status));
        told = one.authority();
      }
      case Down.Refuse one ->
          throw new IllegalArgumentException("the end of a stream: " + one.reason());
    }
  }

  @Override
  public List<Down> drain() {
    List<Down> all = new ArrayList<>();
    if (welcome != null) {
      all.add(welcome);
    }
    if (approve != null) {
      all.add(approve);
    }
    resend.forEach(kind -> all.add(new Down.Resend(kind)));
    if (ordered != null) {
      all.add(new Down.Desired(ordered, orders.puts(), orders.deletes()));
    }
    if (!previews.isEmpty()) {
      all.add(new Down.Preview(previews.puts(), previews.deletes()));
    }
    if (told != null) {
      all.add(new Down.SetStatus(told, List.copyOf(statuses.values())));
    }
    clear();
    return all;
  }

  private void clear() {
    welcome = null;
    approve = null;
    ordered = null;
    told = null;
    resend.clear();
    orders.clear();
    previews.clear();
    statuses.clear();
  }
}
