package dev.isthmus.cli.cluster;

import dev.isthmus.kube.KubeContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster a command talks to. */
public final class ContextOptions {
  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The kubeconfig's context (default: the current one).")
  private @Nullable String context;

  /**
   * The context.
   *
   * @throws IOException when there is none of this name; the message names those that there are
   */
  public KubeContext context() throws IOException {
    return kubeconfig.context(context);
  }
}
