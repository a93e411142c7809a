package dev.isthmus.istio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of Istio's networking and security API, as its CustomResourceDefinitions declare them.
 */
public enum IstioKind {
  AUTHORIZATION_POLICY(
      Group.SECURITY,
      "AuthorizationPolicy",
      "authorizationpolicies",
      "ap",
      new Column("Action", "action"),
      Column.AGE),
  DESTINATION_RULE(
      Group.NETWORKING,
      "DestinationRule",
      "destinationrules",
      "dr",
      new Column("Host", "host"),
      Column.AGE),
  ENVOY_FILTER(Group.NETWORKING_ALPHA, "EnvoyFilter", "envoyfilters", "", Column.AGE),
  GATEWAY(Group.NETWORKING, "Gateway", "gateways", "gw", Column.AGE),
  PEER_AUTHENTICATION(
      Group.SECURITY,
      "PeerAuthentication",
      "peerauthentications",
      "pa",
      new Column("Mode", "mtls.mode"),
      Column.AGE),
  PROXY_CONFIG(Group.NETWORKING, "ProxyConfig", "proxyconfigs", "", Column.AGE),
  REQUEST_AUTHENTICATION(
      Group.SECURITY, "RequestAuthentication", "requestauthentications", "ra", Column.AGE),
  SERVICE_ENTRY(
      Group.NETWORKING,
      "ServiceEntry",
      "serviceentries",
      "se",
      new Column("Hosts", "hosts"),
      new Column("Location", "location"),
      new Column("Resolution", "resolution"),
      Column.AGE),
  SIDECAR(Group.NETWORKING, "Sidecar", "sidecars", "", Column.AGE),
  TELEMETRY(Group.TELEMETRY, "Telemetry", "telemetries", "telemetry", Column.AGE),
  VIRTUAL_SERVICE(
      Group.NETWORKING,
      "VirtualService",
      "virtualservices",
      "vs",
      new Column("Gateways", "gateways"),
      new Column("Hosts", "hosts"),
      Column.AGE),
  WASM_PLUGIN(Group.EXTENSIONS, "WasmPlugin", "wasmplugins", "", Column.AGE),
  WORKLOAD_ENTRY(
      Group.NETWORKING,
      "WorkloadEntry",
      "workloadentries",
      "we",
      Column.AGE,
      new Column("Address", "address")),
  WORKLOAD_GROUP(Group.NETWORKING, "WorkloadGroup", "workloadgroups", "wg", Column.AGE);

  /**
   * A column of {@code kubectl get}: its name and the field's path below {@code spec}; the age has
   * an empty path.
   */
  public record Column(String name, String path) {
    public static final Column AGE = new Column("Age", "");
  }

  private static final Map<String, IstioKind> BY_GROUP_AND_KIND =
      Stream.of(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> kind.group() + "/" + kind.kind, Function.identity()));

  private final Group group;
  private final String kind;
  private final String plural;
  private final String shortName;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Column> columns;

  IstioKind(Group group, String kind, String plural, String shortName, Column... columns) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
    this.shortName = shortName;
    this.columns = List.of(columns);
  }

  /** The kind of {@code apiVersion} (any version of the group counts) and {@code kind}. */
  public static Optional<IstioKind> of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return Optional.ofNullable(BY_GROUP_AND_KIND.get(group + "/" + kind));
  }

  /**
   * What kubectl takes for this kind: its plural, singular, short name, each also with the group,
   * in any case.
   */
  public static Optional<IstioKind> ofResource(String resource) {
    return Stream.of(values()).filter(kind -> kind.isCalled(resource)).findFirst();
  }

  private boolean isCalled(String resource) {
    String name =
        resource.endsWith("." + group())
            ? resource.substring(0, resource.length() - group().length() - 1)
            : resource;
    return name.equalsIgnoreCase(plural)
        || name.equalsIgnoreCase(kind)
        || (!shortName.isEmpty() && name.equalsIgnoreCase(shortName));
  }

  public String group() {
    return group.group;
  }

  /** What is written as {@code apiVersion}. */
  public String apiVersion() {
    return group.group + "/" + group.version;
  }

  /** What is written as {@code kind}. */
  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  /** kubectl's short name; empty when there is none. */
  public String shortName() {
    return shortName;
  }

  /** The columns of {@code kubectl get} after the name. */
  public List<Column> columns() {
    return columns;
  }

  /** Groups with the version that Gloo Mesh 2.x writes. */
  private enum Group {
    EXTENSIONS("extensions.istio.io", "v1alpha1"),
    NETWORKING("networking.istio.io", "v1beta1"),
    NETWORKING_ALPHA("networking.istio.io", "v1alpha3"),
    SECURITY("security.istio.io", "v1beta1"),
    TELEMETRY("telemetry.istio.io", "v1alpha1");

    private final String group;
    private final String version;

    Group(String group, String version) {
      this.group = group;
      this.version = version;
    }
  }
}
