package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How large requests and objects may be, and what a Kubernetes API server with etcd's defaults says
 * to larger ones: seen on kcp 0.32, the middle one without a reason, as
 * kubernetes/kubernetes#112152 has it.
 */
final class SizeLimits {
  /** Bytes of a request's body; the API server itself. */
  private static final int BODY = 3 * 1024 * 1024;

  /** Bytes that the API server's client of etcd sends. */
  private static final int MESSAGE = 2 * 1024 * 1024;

  /** Bytes that etcd stores: {@code --max-request-bytes}. */
  private static final int STORED = 3 * 1024 * 1024 / 2;

  private SizeLimits() {}

  /**
   * Looks at a request's body.
   *
   * @throws ApiFailure where it is too large
   */
  static void checkBody(int bytes) {
    if (bytes > BODY) {
      throw new ApiFailure(
          413, "RequestEntityTooLarge", "Request entity too large: limit is " + BODY);
    }
  }

  /**
   * Looks at an object that is to be stored.
   *
   * @throws ApiFailure where it is too large
   */
  static void checkStored(ObjectNode object) {
    int bytes = Json.write(object).length;
    if (bytes > MESSAGE) {
      throw new ApiFailure(
          500,
          "",
          "rpc error: code = ResourceExhausted desc = trying to send message larger than max (%d vs. %d)"
              .formatted(bytes, MESSAGE));
    }
    if (bytes > STORED) {
      throw new ApiFailure(500, "", "etcdserver: request is too large");
    }
  }
}
