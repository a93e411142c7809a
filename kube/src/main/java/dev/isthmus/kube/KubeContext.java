package dev.isthmus.kube;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an API server is, and as whom it is asked: a context of kubectl's, or the account of the
 * pod that this process runs in.
 */
public final class KubeContext {
  private final Config config;
  private final String name;

  private KubeContext(Config config, String name) {
    this.config = config;
    this.name = name;
  }

  /**
   * A context as kubectl finds it.
   *
   * @param kubeconfig the file; null: those of {@code KUBECONFIG}, else {@code ~/.kube/config},
   *     else the account of the pod that this process runs in
   * @param context its name; null: the current one
   * @throws IOException when there is no such file or context; the message names those that are
   */
  public static KubeContext of(@Nullable Path kubeconfig, @Nullable String context)
      throws IOException {
    if (kubeconfig != null && !Files.exists(kubeconfig)) {
      throw new NoSuchFileException(kubeconfig.toString());
    }
    Config config = read(kubeconfig, context);
    List<String> known = config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    String where = kubeconfig == null ? "the kubeconfig" : "kubeconfig " + kubeconfig;
    if (context != null && !known.contains(context)) { // the library takes the current one then
      throw new IOException(
          known.isEmpty()
              ? "there is no context "
                  + context
                  + ": no kubeconfig was found. Set KUBECONFIG, or give --kubeconfig FILE."
              : "there is no context %s in %s; there are: %s"
                  .formatted(context, where, String.join(", ", known)));
    }
    if (kubeconfig != null && config.getCurrentContext() == null) {
      throw new IOException(
          "%s has no current context; name one of: %s".formatted(where, String.join(", ", known)));
    }
    return new KubeContext(config, name(config));
  }

  private static Config read(@Nullable Path kubeconfig, @Nullable String context)
      throws IOException {
    try {
      return kubeconfig == null
          ? Config.autoConfigure(context)
          : Config.fromKubeconfig(context, kubeconfig.toFile());
    } catch (KubernetesClientException e) {
      throw new IOException(
          (kubeconfig == null ? "the kubeconfig" : kubeconfig)
              + " is no kubeconfig: look at it with  kubectl config view",
          e);
    }
  }

  private static String name(Config config) {
    NamedContext current = config.getCurrentContext();
    return current == null ? config.getMasterUrl() : "context " + current.getName();
  }

  Config config() {
    return config;
  }

  /** The address of the API server. */
  public String server() {
    return config.getMasterUrl();
  }

  /** As messages name it: {@code context cluster1}, or an address. */
  @Override
  public String toString() {
    return name;
  }
}
