package dev.isthmus.server.simulation;

/**
 * How large an object API servers of a simulation take.
 *
 * @param characters of an object as JSON
 * @param always whether none takes more, as it is with real ones; else only while {@link
 *     Fault#TOO_LARGE} lasts
 * @param answer what they say to more
 */
record SizeLimit(int characters, boolean always, String answer) {
  /** Scaled to the objects of random environments. */
  static final SizeLimit SCALED = new SizeLimit(1_100, false, "413: the request is too large");

  /** Of etcd as it comes: 1.5 MiB. */
  static final SizeLimit REAL =
      new SizeLimit(3 * 1024 * 1024 / 2, true, "etcdserver: request is too large");
}
