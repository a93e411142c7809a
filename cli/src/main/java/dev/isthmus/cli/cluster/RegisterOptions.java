package dev.isthmus.cli.cluster;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a registration says of the cluster, beside where it is. */
final class RegisterOptions {
  @Option(
      names = "--relay-address",
      paramLabel = "HOST:PORT",
      required = true,
      converter = RelayAddress.class,
      description = "Where the server listens, as the agent reaches it.")
  private String relayAddress = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      description =
          "The trust domain of its workloads (default: what its istiod's mesh configuration says now).")
  private @Nullable String trustDomain;

  @Option(
      names = "--cluster-domain",
      paramLabel = "DOMAIN",
      description = "Its DNS domain (default: cluster.local).")
  private @Nullable String clusterDomain;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "isthmus:latest",
      description =
          "The image of the agent's Deployment; its entry point is isthmus (default: ${DEFAULT-VALUE}).")
  private String image = "isthmus:latest";

  @Option(
      names = "--again",
      description =
          "Though the name has a live certificate: the new agent takes the former one's place.")
  private boolean again;

  String relayAddress() {
    return relayAddress;
  }

  @Nullable String trustDomain() {
    return trustDomain;
  }

  @Nullable String clusterDomain() {
    return clusterDomain;
  }

  String image() {
    return image;
  }

  boolean again() {
    return again;
  }
}
