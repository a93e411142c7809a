package dev.isthmus.translate.name;

/**
 * The virtual address of a host: FNV-1 (32 bit) over a text, its four bytes lowest first, the first
 * octet OR-ed with 240 (lab 12's VirtualDestination gives 254.154.115.171). The hash can be
 * continued: {@link #state} of a prefix, then of the rest.
 *
 * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>
 */
public final class VirtualAddress {

  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private VirtualAddress() {}

  /** The hash state after a text, from the start. */
  public static int state(String text) {
    return state(OFFSET, text);
  }

  /** The hash state after more text. */
  public static int state(int state, String text) {
    int hash = state;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        throw new IllegalArgumentException("not a Kubernetes name: " + text);
      }
      hash = (hash * PRIME) ^ c;
    }
    return hash;
  }

  /** The address of a hash state, as a number whose highest byte is the first octet. */
  public static int address(int state) {
    return Integer.reverseBytes(state) | 0xf0000000;
  }

  /** Whether an address may be given out: neither Istio's own 240.240.0.0/16 nor broadcast. */
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
}
