package dev.isthmus.cli.cluster;

import dev.isthmus.kube.KubeContext;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file tells of clusters: for commands that name their contexts by options of their own. */
public final class KubeconfigOption {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig (default: KUBECONFIG, else ~/.kube/config, as kubectl has it).")
  private @Nullable Path kubeconfig;

  /**
   * A context of the file.
   *
   * @param context its name; null: the current one, or the account of the pod that this runs in
   * @throws IOException when there is none of this name; the message names those that there are
   */
  public KubeContext context(@Nullable String context) throws IOException {
    return KubeContext.of(kubeconfig, context);
  }
}
