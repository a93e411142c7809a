package dev.isthmus.translate.plan;

import dev.isthmus.engine.Entries;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.precedent.AddressKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives addresses to the hosts that meet in one place; lives while its rule runs. */
final class AddressChoice {
  /** An address that a host had before is one of its first so many attempts, or not its own. */
  private static final int ATTEMPTS = 16;

  private final Entries<AddressKey, Integer> before;

  /** Whose each address was; mostly empty. */
  private final Map<Integer, Set<AddressKey>> owners = new HashMap<>();

  private final Map<AddressKey, Integer> kept = new HashMap<>();
  private final Set<Integer> taken;

  /**
   * What a host gets.
   *
   * @param deviates whether it is not what the formula gives
   * @param why what has become of that; empty: nothing
   */
  record Chosen(int address, boolean deviates, String why) {}

  /**
   * @param taken addresses that are not to be had
   * @param before what hosts had before, there or not
   */
  AddressChoice(Set<Integer> taken, Entries<AddressKey, Integer> before) {
    this.taken = new HashSet<>(taken);
    this.before = before;
    before.forEach(
        (key, address) -> owners.computeIfAbsent(address, a -> new HashSet<>()).add(key));
  }

  /** Gives a host what it had before, if nobody has it. */
  void keep(AddressKey key, VirtualAddress address) {
    Integer had = before.get(key);
    if (had != null
        && VirtualAddress.isUsable(had)
        && isAttempt(key, address, had)
        && taken.add(had)) {
      kept.put(key, had);
    }
  }

  /** Whether nobody had anything before, and what the formula gives is free: so it mostly is. */
  boolean takesFirst(int address) {
    return before.isEmpty() && VirtualAddress.isUsable(address) && taken.add(address);
  }

  private static boolean isAttempt(AddressKey key, VirtualAddress address, int wanted) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (address.in(key.namespace(), key.cluster(), attempt) == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Gives a host what it has kept, else the first address that is nobody's. */
  Chosen choose(AddressKey key, VirtualAddress address) {
    int first = address.in(key.namespace(), key.cluster(), 0);
    Integer had = kept.get(key);
    if (had != null) {
      return had == first
          ? new Chosen(had, false, "")
          : new Chosen(
              had, true, "was another host's when this one came; it keeps the other that it got.");
    }
    String why = "";
    int candidate = first;
    for (int attempt = 1; !VirtualAddress.isUsable(candidate) || !take(candidate, key); attempt++) {
      if (VirtualAddress.isUsable(candidate) && why.isEmpty()) {
        why =
            owners.containsKey(candidate)
                ? "is another host's, which had it before."
                : "is taken by an older host.";
      }
      candidate = address.in(key.namespace(), key.cluster(), attempt);
    }
    return new Chosen(candidate, candidate != first, why);
  }

  private boolean take(int candidate, AddressKey key) {
    Set<AddressKey> had = owners.get(candidate);
    return (had == null || had.contains(key)) && taken.add(candidate);
  }
}
