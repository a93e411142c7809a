package dev.isthmus.translate.name;

import dev.isthmus.api.ObjectKey;
import java.util.Optional;

/**
 * Virtual addresses of hosts: FNV-1 (32 bit) over a text, its four bytes lowest first, the first
 * octet OR-ed with 240 (lab 12's VirtualDestination gives 254.154.115.171). A federated service is
 * hashed as a VirtualDestination named {@code <service>-<namespace>-<cluster>} in the namespace and
 * cluster that its entry is written to.
 *
 * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>
 */
public final class VirtualAddress {

  private static final String KIND = "VirtualDestination";
  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  /** The hash after all that is the same for every namespace. */
  private final int prefix;

  private VirtualAddress(int prefix) {
    this.prefix = prefix;
  }

  /** The addresses of a federated service. */
  public static VirtualAddress of(ObjectKey service) {
    int name = hash(hash(OFFSET, KIND), service.name());
    int namespace = hash(hash(name, "-"), service.namespace());
    return new VirtualAddress(hash(hash(namespace, "-"), service.cluster()));
  }

  /** The addresses of a VirtualDestination. */
  public static VirtualAddress of(String name) {
    return new VirtualAddress(hash(hash(OFFSET, KIND), name));
  }

  /**
   * The address in a namespace, as a number whose highest byte is the first octet.
   *
   * @param attempt 0 for the formula's own; more when that one is taken
   */
  public int in(String namespace, String cluster, int attempt) {
    int hash = hash(hash(prefix, namespace), cluster);
    if (attempt > 0) {
      hash = hash(hash, "-" + attempt);
    }
    return Integer.reverseBytes(hash) | 0xf0000000;
  }

  private static int hash(int state, String text) {
    int hash = state;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash * PRIME) ^ (text.charAt(i) & 0xff);
    }
    return hash;
  }

  /** Whether an address may be given out: neither of Istio's own 240.240.0.0/16 nor broadcast. */
  public static boolean isUsable(int address) {
    return address >>> 16 != 0xf0f0 && address != 0xffffffff;
  }

  /** An address as text. */
  public static String format(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }

  /** The address of a text; empty when it is none that may be given out. */
  public static Optional<Integer> parse(String text) {
    int address = 0;
    for (String octet : text.split("\\.", -1)) {
      if (octet.length() > 3
          || octet.isEmpty()
          || !octet.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.empty();
      }
      address = address << 8 | Integer.parseInt(octet);
    }
    return address >>> 28 == 0xf && isUsable(address) && format(address).equals(text)
        ? Optional.of(address)
        : Optional.empty();
  }
}
