package dev.isthmus.traffic;

import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.traffic.address.LoopbackAddresses;
import dev.isthmus.traffic.address.Slots;
import dev.isthmus.traffic.bookinfo.BookinfoPod;
import dev.isthmus.traffic.loopback.Bootstrap;
import dev.isthmus.traffic.loopback.LoopbackConfig;
import dev.isthmus.traffic.loopback.Place;
import dev.isthmus.traffic.process.EnvoyAdmin;
import dev.isthmus.traffic.process.EnvoyProcess;
import dev.isthmus.traffic.process.Keeper;
import dev.isthmus.traffic.request.HttpClients;
import dev.isthmus.traffic.request.Visitor;
import dev.isthmus.traffic.xds.Rejection;
import dev.isthmus.traffic.xds.XdsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The running half of a lab: an Envoy per pod, Bookinfo behind them, and the server that configures
 * them. One thread drives it; requests may be sent by any.
 */
public final class LabTraffic implements AutoCloseable {
  /** The HTTP proxy port of sidecars: what {@code MeshSettings.withProxyHttpPort} is to be. */
  public static final int HTTP_PROXY_PORT = 15080;

  private static final int XDS_PORT = 15010;
  private static final int APPLICATION_PORT = 9080;

  private final Path binary;
  private final Keeper keeper;
  private final Slots slots;
  private final LoopbackAddresses addresses;
  private final LoopbackConfig loopback;
  private final LabCertificates certificates;
  private final InetSocketAddress serverAddress;
  private final XdsServer server;
  private final HttpClient adminClient = HttpClients.builder().build();
  private final Map<String, LabMember> members = new TreeMap<>();
  private final List<LabPod> pods = new ArrayList<>();
  private final Map<String, ProxyConfig> applied = new TreeMap<>();

  private LabTraffic(Path binary, Keeper keeper, Slots slots, InstantSource clock)
      throws IOException {
    this.binary = binary;
    this.keeper = keeper;
    this.slots = slots;
    addresses = new LoopbackAddresses(slots);
    loopback = new LoopbackConfig(addresses);
    certificates = new LabCertificates(clock);
    Files.writeString(keeper.folder().resolve("root.pem"), certificates.rootPem());
    serverAddress = new InetSocketAddress("127." + slots.claim() + ".0.1", XDS_PORT);
    server = XdsServer.start(serverAddress);
  }

  /**
   * Claims what a lab needs on this machine; no Envoy runs yet.
   *
   * @param binary the Envoy
   * @param parent where the lab's folder is made
   * @param clock dates the certificates
   */
  public static LabTraffic open(Path binary, Path parent, InstantSource clock) throws IOException {
    Keeper keeper = Keeper.start(parent);
    Slots slots = new Slots();
    try {
      return new LabTraffic(binary, keeper, slots, clock);
    } catch (IOException | RuntimeException e) {
      slots.close();
      keeper.close();
      throw e;
    }
  }

  /** Starts what runs for these pods, and returns when all Envoys serve what they got. */
  public void start(Map<LabPod, ProxyConfig> configs) throws IOException, InterruptedException {
    for (var entry : configs.entrySet()) {
      LabPod pod = entry.getKey();
      set(pod, entry.getValue());
      BookinfoPod application =
          pod.isBookinfo()
              ? BookinfoPod.start(
                  pod.role(), inside(pod, APPLICATION_PORT), inside(pod, HTTP_PROXY_PORT))
              : null;
      EnvoyAdmin admin =
          new EnvoyAdmin(
              adminClient,
              "http://" + addresses.inside(pod.place().address()) + ":" + Bootstrap.ADMIN_PORT);
      members.put(pod.node(), new LabMember(pod, admin, application, startEnvoy(pod)));
      pods.add(pod);
    }
    awaitHeld(configs.keySet());
    for (LabPod pod : configs.keySet()) {
      member(pod).awaitReady();
    }
  }

  private EnvoyProcess startEnvoy(LabPod pod) throws IOException {
    String bootstrap =
        Bootstrap.of(
                pod.node(),
                pod.cluster(),
                addresses.inside(pod.place().address()),
                serverAddress.getHostString(),
                XDS_PORT)
            .toPrettyString();
    String name = pod.cluster() + "-" + pod.pod().namespace() + "-" + pod.pod().name();
    return EnvoyProcess.start(binary, keeper, name, bootstrap);
  }

  /**
   * Gives proxies their configuration, and returns when all of them hold and use it. Proxies that
   * are stopped get it when they start again.
   *
   * @throws IOException when an Envoy refuses it, does not answer, or has ended; says which and why
   */
  public void apply(Map<LabPod, ProxyConfig> configs) throws IOException, InterruptedException {
    List<LabPod> changed = new ArrayList<>();
    for (var entry : configs.entrySet()) {
      if (!entry.getValue().equals(applied.get(entry.getKey().node()))) {
        set(entry.getKey(), entry.getValue());
        if (member(entry.getKey()).isRunning()) {
          changed.add(entry.getKey());
        }
      }
    }
    awaitHeld(changed);
  }

  private void set(LabPod pod, ProxyConfig config) {
    applied.put(pod.node(), config);
    server.set(
        pod.node(),
        loopback.of(config, pod.place()),
        certificates.secrets(pod, config.secrets(), fronts(pod)));
  }

  private List<String> fronts(LabPod pod) {
    List<String> result = new ArrayList<>(List.of(addresses.of(pod.place().address())));
    pod.place().fronts().stream().map(Place.Front::address).map(addresses::of).forEach(result::add);
    return result.stream().distinct().toList();
  }

  private void awaitHeld(Iterable<LabPod> changed) throws IOException, InterruptedException {
    List<String> nodes = new ArrayList<>();
    changed.forEach(pod -> nodes.add(pod.node()));
    List<Rejection> rejections = server.await(nodes, LabMember.PATIENCE.toMillis());
    if (!rejections.isEmpty()) {
      throw new IOException(rejections.getFirst().toString());
    }
    for (LabPod pod : changed) {
      member(pod).awaitWarm();
    }
  }

  /** Ends a pod's Envoy; its application stays. */
  public void stop(LabPod pod) throws InterruptedException {
    member(pod).stop();
  }

  /** Starts a pod's Envoy again, and returns when it serves. */
  public void startAgain(LabPod pod) throws IOException, InterruptedException {
    LabMember member = member(pod);
    member.restart(startEnvoy(pod));
    member.awaitReady();
    awaitHeld(List.of(pod));
  }

  /** Ends what runs for other pods than these. */
  public void keepOnly(Collection<LabPod> wanted) throws InterruptedException {
    List<String> nodes = wanted.stream().map(LabPod::node).toList();
    for (LabPod pod : pods()) {
      if (!nodes.contains(pod.node())) {
        stop(pod);
        member(pod).closeApplication();
        members.remove(pod.node());
        pods.remove(pod);
      }
    }
  }

  /** The gateway that is reached at an address of this machine, {@code 127.3.0.6:15443}. */
  public Optional<LabPod> gatewayAt(String address) {
    return pods.stream()
        .filter(pod ->
            pod.place().fronts().stream()
                .anyMatch(front ->
                    at(front.address(), front.port()).equals(address)
                        || at(pod.place().address(), front.target()).equals(address)))
        .findFirst();
  }

  /** The pods that were started. */
  public List<LabPod> pods() {
    return List.copyOf(pods);
  }

  /** Sends requests out of a pod, by its sidecar. */
  public Visitor visitorIn(LabPod pod) {
    return new Visitor(inside(pod, HTTP_PROXY_PORT), certificates.trusting());
  }

  /** Sends requests from outside of the mesh. */
  public Visitor visitorOutside() {
    return new Visitor(null, certificates.trusting());
  }

  /** What a pod's Envoy says of itself. */
  public EnvoyAdmin admin(LabPod pod) {
    return member(pod).admin();
  }

  /** Where an address and port of the clusters are on this machine: {@code 127.3.0.6:15443}. */
  public String at(String address, int port) {
    return addresses.of(address) + ":" + LoopbackAddresses.port(port);
  }

  /** Where a pod reaches itself on a port: its own localhost. */
  public InetSocketAddress inside(LabPod pod, int port) {
    return new InetSocketAddress(
        addresses.inside(pod.place().address()), LoopbackAddresses.port(port));
  }

  /** The folder of all that the lab writes. */
  public Path folder() {
    return keeper.folder();
  }

  /** Tells other commands what runs (the file {@link LabState#FILE}). */
  public void announce(String lab, String environment) throws IOException {
    List<LabState.ProxyState> proxies =
        pods.stream()
            .map(pod ->
                new LabState.ProxyState(
                    pod.cluster(),
                    pod.pod().namespace(),
                    pod.pod().name(),
                    pod.istiod(),
                    addresses.of(pod.place().address()),
                    admin(pod).url()))
            .toList();
    new LabState(lab, ProcessHandle.current().pid(), environment, proxies).write(keeper.folder());
  }

  private LabMember member(LabPod pod) {
    LabMember member = members.get(pod.node());
    if (member == null) {
      throw new IllegalArgumentException(pod.node() + " was not started");
    }
    return member;
  }

  /** Ends all of it, and returns when no process, port or file of the lab is left. */
  @Override
  public void close() throws IOException {
    server.close();
    members.values().forEach(LabMember::closeApplication);
    adminClient.shutdownNow();
    keeper.close();
    slots.close();
  }
}
