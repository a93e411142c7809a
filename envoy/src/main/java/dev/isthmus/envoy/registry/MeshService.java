package dev.isthmus.envoy.registry;

import dev.isthmus.envoy.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host with its ports, whether a Kubernetes Service or a ServiceEntry declares it. A ServiceEntry
 * with several hosts or addresses is several of them.
 *
 * @param hostname its host
 * @param name the Service's name, or the host
 * @param namespace where it is declared
 * @param kubernetes whether a Kubernetes Service declares it
 * @param external whether it is outside the mesh
 * @param resolution how its endpoints are found
 * @param address its virtual address, or a block of them; {@link #UNSPECIFIED} when it has none
 * @param ports its ports
 * @param targetPorts per port number, the port that connections of {@link Resolution#NONE} are sent
 *     to
 * @param visibility who sees it
 * @param created when it was made; null: unknown, the youngest
 * @param identities the identities of its servers, as far as it says so itself
 * @param unreadyEndpoints whether endpoints that are not ready count
 * @param aliasOf the host that it is another name of; empty: of none
 * @param aliases the other names of it
 */
public record MeshService(
    String hostname,
    String name,
    String namespace,
    boolean kubernetes,
    boolean external,
    Resolution resolution,
    String address,
    List<MeshPort> ports,
    Map<Integer, Integer> targetPorts,
    Visibility visibility,
    @Nullable Instant created,
    List<String> identities,
    boolean unreadyEndpoints,
    String aliasOf,
    List<String> aliases) {
  public static final String UNSPECIFIED = "0.0.0.0";

  public MeshService {
    ports = List.copyOf(ports);
    targetPorts = Map.copyOf(targetPorts);
    identities = List.copyOf(identities);
    aliases = List.copyOf(aliases);
  }

  public Optional<MeshPort> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }

  public boolean hasAddress() {
    return !address.equals(UNSPECIFIED);
  }

  /** What endpoints and identities are kept under. */
  public Key key() {
    return new Key(hostname, namespace);
  }

  public MeshService withPorts(List<MeshPort> newPorts) {
    return with(newPorts, aliases);
  }

  public MeshService withAliases(List<String> newAliases) {
    return newAliases.equals(aliases) ? this : with(ports, newAliases);
  }

  private MeshService with(List<MeshPort> newPorts, List<String> newAliases) {
    return new MeshService(
        hostname,
        name,
        namespace,
        kubernetes,
        external,
        resolution,
        address,
        newPorts,
        targetPorts,
        visibility,
        created,
        identities,
        unreadyEndpoints,
        aliasOf,
        newAliases);
  }

  /** A host as one namespace declares it. */
  public record Key(String hostname, String namespace) {}
}
