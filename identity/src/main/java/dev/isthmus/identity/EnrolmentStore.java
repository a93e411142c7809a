package dev.isthmus.identity;

import java.util.concurrent.atomic.AtomicReference;

/** Where the state of enrolment is kept, for all servers of an installation. May block. */
public interface EnrolmentStore {
  /** The newest state; {@link EnrolmentState#EMPTY} at first. */
  EnrolmentState read();

  /**
   * A state that is at most a few seconds old: enough to say whether a certificate is good, which
   * is asked often. While the store cannot be read it is the last one.
   */
  default EnrolmentState recent() {
    return read();
  }

  /**
   * Replaces the state.
   *
   * @param read what {@link #read} gave
   * @param next the new state
   * @return whether it was replaced; false when another was faster, and nothing was changed
   */
  boolean replace(EnrolmentState read, EnrolmentState next);

  /** A store that ends with the process: for tests, and for a lab. */
  static EnrolmentStore inMemory() {
    AtomicReference<EnrolmentState> state = new AtomicReference<>(EnrolmentState.EMPTY);
    return new EnrolmentStore() {
      @Override
      public EnrolmentState read() {
        return state.get();
      }

      @Override
      public boolean replace(EnrolmentState read, EnrolmentState next) {
        return state.compareAndSet(read, next);
      }
    };
  }
}
