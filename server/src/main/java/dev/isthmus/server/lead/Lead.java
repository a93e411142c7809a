package dev.isthmus.server.lead;

/**
 * The question which server leads. Each time that a server begins to lead it gets an epoch that no
 * other server had and that is higher than all before: agents refuse the orders of lower ones.
 * Calls return at once and may come from any thread.
 */
public interface Lead extends AutoCloseable {
  /** Begins to ask for the lead; called once. */
  void start(Listener listener);

  /**
   * An agent has obeyed a higher epoch than this server's: takes one above it, by compare-and-set,
   * and tells {@link Listener#leads} again; or {@link Listener#lost} if another leads by now.
   */
  void raise(long above);

  /** Gives the lead up, so that another need not wait for its end; the listener hears no more. */
  @Override
  void close();

  /** What is told, one call after the other. A call does not block. */
  interface Listener {
    /** This server leads from now on, with this epoch. */
    void leads(long epoch);

    /**
     * This server does not lead any more. It may lead again later, with another epoch.
     *
     * @param why for people
     */
    void lost(String why);
  }

  /** The lead of a server that has no rival: for tests, and for the lab. */
  static Lead alone() {
    return new AloneLead();
  }
}
