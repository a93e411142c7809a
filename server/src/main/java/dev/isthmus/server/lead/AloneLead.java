package dev.isthmus.server.lead;

import org.jspecify.annotations.Nullable;

/** Leads from the start, with epoch 1; agents that know a higher one raise it. */
final class AloneLead implements Lead {
  private long epoch;
  private @Nullable Listener listener;

  @Override
  public synchronized void start(Listener told) {
    listener = told;
    raise(0);
  }

  @Override
  public synchronized void raise(long above) {
    if (listener != null) {
      epoch = Math.max(epoch, above) + 1;
      listener.leads(epoch);
    }
  }

  @Override
  public synchronized void close() {
    listener = null;
  }
}
