package dev.isthmus.server;

import dev.isthmus.api.port.Down;
import java.util.ArrayList;
import java.util.List;

/** What one event has led to so far, in its order. */
final class Effects {
  private final List<ServerEffect> all = new ArrayList<>();

  void add(ServerEffect effect) {
    all.add(effect);
  }

  void tell(Member member, Down message) {
    add(new ServerEffect.Tell(member.connection, message));
  }

  void log(String line) {
    add(new ServerEffect.Log(line));
  }

  /** All of them; the next event begins anew. */
  List<ServerEffect> take() {
    List<ServerEffect> taken = List.copyOf(all);
    all.clear();
    return taken;
  }
}
