package dev.isthmus.api;

/** How bad a finding is. The worst comes first. */
public enum Severity {
  /** Something that was written does not take effect. */
  ERROR,
  /** Something is partly ignored, or will surprise. */
  WARNING,
  /** Good to know. */
  INFO
}
