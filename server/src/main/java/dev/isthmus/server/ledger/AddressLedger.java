package dev.isthmus.server.ledger;

import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.PrecedentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The virtual addresses that the formula alone would not give: those that deviate from it, and
 * those that a host has in a cluster though another would get them now. What clusters hold wins.
 * Without a clock and I/O.
 */
final class AddressLedger {
  private final Kept<AddressKey, Integer> addresses = new Kept<>();

  AddressLedger(SortedMap<AddressKey, LedgerRecord.Address> former) {
    former.forEach((key, address) -> addresses.restore(key, address.address(), address.until()));
  }

  /** Takes in what a step did to addresses. */
  List<PrecedentChange> after(Translation step, Instant now) {
    addresses.after(step.keptAddresses(), now);
    List<PrecedentChange> changes = new ArrayList<>();
    step.readdressed()
        .forEach((key, address) ->
            address
                .filter(_ -> addresses.get(key) == null)
                .ifPresent(deviating -> keep(key, deviating, now, changes)));
    return changes;
  }

  /**
   * An entry as a cluster holds it, and as it is wanted: another address there is the one that
   * callers know.
   */
  Optional<PrecedentChange> there(
      String cluster,
      String namespace,
      ServiceEntry there,
      @Nullable ServiceEntry wanted,
      Instant now) {
    if (there.addresses().isEmpty() || there.hosts().size() != 1) {
      return Optional.empty();
    }
    AddressKey key = new AddressKey(there.hosts().getFirst(), cluster, namespace);
    Integer known = addresses.get(key);
    boolean moves =
        wanted != null
            && wanted.hosts().equals(there.hosts())
            && !there.addresses().containsAll(wanted.addresses());
    boolean differs = known != null && !there.addresses().contains(VirtualAddress.format(known));
    List<PrecedentChange> changes = new ArrayList<>();
    if (moves || differs) {
      VirtualAddress.parse(there.addresses().getFirst())
          .filter(address -> !Objects.equals(address, known))
          .ifPresent(address -> keep(key, address, now, changes));
    }
    return changes.stream().findFirst();
  }

  private void keep(AddressKey key, int address, Instant now, List<PrecedentChange> changes) {
    addresses.put(key, address, now);
    changes.add(new PrecedentChange.OfAddress(key, address));
  }

  boolean hasEnded(Instant now) {
    return addresses.hasEnded(now);
  }

  /** Forgets those that have ended, except in clusters of which it is not known what they hold. */
  List<PrecedentChange> end(Instant now, Set<String> unheard) {
    return addresses.end(now, key -> !unheard.contains(key.cluster())).stream()
        .<PrecedentChange>map(key -> new PrecedentChange.OfAddress(key, null))
        .toList();
  }

  Optional<Instant> next(Instant now) {
    return addresses.next(now);
  }

  SortedMap<AddressKey, LedgerRecord.Address> record(Instant now) {
    return addresses.record(now, LedgerRecord.Address::new);
  }
}
