package dev.isthmus.kube;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The suite on a real API server: that of a context ({@code ISTHMUS_CONFORMANCE_CONTEXT}, else the
 * current one) of a kubeconfig.
 */
@EnabledIfEnvironmentVariable(
    named = "ISTHMUS_CONFORMANCE_KUBECONFIG",
    matches = ".+",
    disabledReason = "ISTHMUS_CONFORMANCE_KUBECONFIG names no kubeconfig of a real API server")
final class RealServerConformanceTest extends KubePortConformance {
  @Override
  Server server() throws Exception {
    String file =
        Optional.ofNullable(System.getenv("ISTHMUS_CONFORMANCE_KUBECONFIG")).orElseThrow();
    return new Server(
        Files.readString(Path.of(file)), System.getenv("ISTHMUS_CONFORMANCE_CONTEXT"));
  }
}
