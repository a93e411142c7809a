package dev.isthmus.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts: what covers what, which Service they name, and who may route them. */
class HostsTest {
  private static final ServiceHost.Domains DOMAINS =
      new ServiceHost.Domains(
          Set.of("cluster.local", "corp.example"),
          Set.of("global", "mesh.internal"),
          Set.of("cluster1", "cluster2", "eu", "eu.west"));

  /**
   * Namespaces {@code shop} and {@code bank} have the workspaces of these names; shop sees bank's
   * service {@code ledger}.
   */
  private static final HostOwners OWNERS =
      new HostOwners() {
        @Override
        public ServiceHost.Domains domains() {
          return DOMAINS;
        }

        @Override
        public Optional<String> ownerOf(ServiceHost service) {
          return Optional.of(service.namespace()).filter(Set.of("shop", "bank")::contains);
        }

        @Override
        public Optional<String> ownerOf(String host) {
          return host.equals("cart.shop.mesh") ? Optional.of("shop") : Optional.empty();
        }

        @Override
        public boolean sees(String workspace, ServiceHost service) {
          return workspace.equals("shop") && service.name().equals("ledger");
        }
      };

  @ParameterizedTest
  @CsvSource({
    "*,             a.com,          true",
    "*,             *.com,          true",
    "*,             *,              true",
    "*.com,         a.com,          true",
    "*.com,         a.b.com,        true",
    "*.com,         *.b.com,        true",
    "*.com,         *.com,          true",
    "*.com,         *b.com,         true",
    "*b.com,        *ab.com,        true",
    "*b.com,        b.com,          false",
    "*.com,         com,            false",
    "*.com,         *,              false",
    "*.b.com,       *.com,          false",
    "a.com,         A.com,          true",
    "a.com,         b.com,          false",
    "a.com,         *.com,          false",
    "*-x.a.com,     b-x.a.com,      true",
    "*-x.a.com,     b.a.com,        false",
  })
  void covers(String pattern, String other, boolean covered) {
    assertThat(HostPattern.of(pattern).covers(HostPattern.of(other))).isEqualTo(covered);
  }

  @Test
  void overlapsEitherWay() {
    assertThat(HostPattern.of("a.b.com").overlaps(HostPattern.of("*.com"))).isTrue();
    assertThat(HostPattern.of("*.com").overlaps(HostPattern.of("a.b.com"))).isTrue();
    assertThat(HostPattern.of("*.com").overlaps(HostPattern.of("*.org"))).isFalse();
    assertThat(HostPattern.of("*.a.com")).hasToString("*.a.com");
  }

  @ParameterizedTest
  @CsvSource({
    "*,           a.com, shop,  true",
    "*.com,       a.com, shop,  true",
    "*.org,       a.com, shop,  false",
    "shop/*,      a.com, shop,  true",
    "bank/*,      a.com, shop,  false",
    "*/a.com,     a.com, shop,  true",
    "./a.com,     a.com, shop,  false",
    "./a.com,     a.com, gates, true",
    "shop/a.com,  b.com, shop,  false",
    "a.com,       *,     shop,  false",
  })
  void allows(String filter, String host, String namespace, boolean allowed) {
    assertThat(AllowedHost.of(filter).allows(host, namespace, "gates")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.svc.cluster.local,            a, b, ''",
    "A.B.svc.Cluster.local,            a, b, ''",
    "a.b.svc.corp.example,             a, b, ''",
    "a.b.svc.cluster2.global,          a, b, cluster2",
    "a.b.svc.cluster2.mesh.internal,   a, b, cluster2",
    "a.b.svc.cluster2.not.in.use,      a, b, cluster2",
    "a.b.svc.eu.west.global,           a, b, eu.west",
    "*.b.svc.cluster.local,            *, b, ''",
  })
  void namesAService(String host, String name, String namespace, String cluster) {
    assertThat(ServiceHost.of(host, DOMAINS)).contains(new ServiceHost(name, namespace, cluster));
  }

  @ParameterizedTest
  @CsvSource({
    "a",
    "a.b",
    "a.b.svc",
    "a.b.svc.other.local",
    "a.b.svc.cluster3.global",
    "a.b.svc.cluster2",
    "a.b.cluster.local",
    "x.com",
    "*.svc.cluster.local"
  })
  void namesNoService(String host) {
    assertThat(ServiceHost.of(host, DOMAINS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // host,                         own, for others, finding at home, finding for others
    "cart.shop.svc.cluster.local,    true,  true,  '',                       ''",
    "cart.shop.svc.cluster2.global,  true,  true,  '',                       ''",
    "cart.shop.mesh,                 true,  true,  '',                       ''",
    "example.com,                    true,  false, '',                       HostNotOwned",
    "ledger.bank.svc.cluster.local,  true,  false, HostNotOwned,             HostNotOwned",
    "vault.bank.svc.cluster.local,   false, false, HostNotOwned,             HostNotOwned",
    "x.nobody.svc.cluster.local,     false, false, HostNotOwned,             HostNotOwned",
    "*,                              false, false, WildcardHostOnSidecars,  "
        + " WildcardHostOnSidecars",
    "*.example.com,                  true,  false, '',                      "
        + " WildcardHostOnSidecars",
    "*.shop.svc.cluster.local,       true,  false, '',                      "
        + " WildcardHostOnSidecars",
    "*.bank.svc.cluster.local,       false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
    "*.svc.cluster.local,            false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
    "*.local,                        false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
    "*.cluster2.global,              false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
    "*.global,                       false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
    "*ster.local,                    false, false, HostNotOwned,            "
        + " WildcardHostOnSidecars",
  })
  void mayRoute(
      String host, boolean own, boolean others, String homeFinding, String othersFinding) {
    var table = Given.table("t").hosts("first.shop.svc.cluster.local", host).build();
    assertUsable(RouteHosts.onSidecars(table, "shop", "shop", OWNERS), host, own, homeFinding);
    assertUsable(RouteHosts.onSidecars(table, "shop", "bank", OWNERS), host, others, othersFinding);
  }

  private static void assertUsable(
      RouteHosts.Usable usable, String host, boolean expected, String finding) {
    assertThat(usable.hosts())
        .isEqualTo(
            expected
                ? List.of("first.shop.svc.cluster.local", host)
                : List.of("first.shop.svc.cluster.local"));
    assertThat(usable.findings())
        .extracting(Finding::reason)
        .extracting(Reason::title)
        .isEqualTo(finding.isEmpty() ? List.of() : List.of(finding));
    assertThat(usable.findings())
        .allMatch(f -> f.field().equals("hosts[1]"))
        .allMatch(f -> (f.severity() == Severity.WARNING) == expected)
        .noneMatch(f -> f.message().contains("bank") && !host.contains("bank"));
  }

  @Test
  void givesASidecarHostToTheOldestTable() {
    var old = claim("old", "2024-01-01T00:00:00Z", "shop", "a.com");
    var young = claim("young", "2024-01-02T00:00:00Z", "shop", "A.com");
    var other = claim("other", "2024-01-03T00:00:00Z", "bank", "b.com");
    var outcome = HostClaims.onSidecars(List.of(young, other, old));
    assertThat(outcome.held()).containsExactly(old, other);
    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.ROUTE_TABLE_CONFLICT);
          assertThat(finding.object()).isEqualTo(young.table().ref());
          assertThat(finding.field()).isEqualTo("hosts[0]");
          assertThat(finding.what()).contains("shop/old");
        });
  }

  @Test
  void letsAWorkspaceShareAGatewayHostWithItself() {
    var first = claim("first", "2024-01-01T00:00:00Z", "shop", "a.com");
    var second = claim("second", "2024-01-02T00:00:00Z", "shop", "a.com");
    var wildcard = claim("third", "2024-01-03T00:00:00Z", "shop", "*.com");
    assertThat(HostClaims.onGateway(List.of(wildcard, second, first)).held())
        .containsExactly(first, second, wildcard);
  }

  @Test
  void givesAGatewayHostToOneWorkspace() {
    var wildcard = claim("first", "2024-01-01T00:00:00Z", "shop", "*.com");
    var under = claim("second", "2024-01-02T00:00:00Z", "bank", "a.com");
    var elsewhere = claim("third", "2024-01-03T00:00:00Z", "bank", "a.org");
    var outcome = HostClaims.onGateway(List.of(elsewhere, under, wildcard));
    assertThat(outcome.held()).containsExactly(wildcard, elsewhere);
    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).doesNotContain("first"));
  }

  /** Lab 15: tables of the workspaces bookinfo and httpbin have the host * on one gateway. */
  @Test
  void leavesTheHostOfAllToNobody() {
    var first = claim("productpage", "2024-01-01T00:00:00Z", "bookinfo", "*");
    var second = claim("httpbin", "2024-01-02T00:00:00Z", "httpbin", "*");
    var third = claim("specific", "2024-01-03T00:00:00Z", "shop", "a.com");
    assertThat(HostClaims.onGateway(List.of(third, second, first)).held())
        .containsExactly(first, second, third);
  }

  /**
   * No two claims of a host are held on sidecars, the loser is always the younger, and the order of
   * claims means nothing.
   */
  @Test
  void claimsDependOnAgeAlone() {
    Random.cases(random -> {
      var claims = new ArrayList<HostClaims.Claim>();
      for (var i = 0; i < 6; i++) {
        claims.add(
            claim(
                "t" + i,
                "2024-01-0" + (1 + random.nextInt(4)) + "T00:00:00Z",
                Random.pick(random, List.of("shop", "bank")),
                Random.pick(random, List.of("a.com", "*.com", "*", "b.a.com"))));
      }
      var sidecars = HostClaims.onSidecars(claims);
      var gateway = HostClaims.onGateway(claims);
      assertThat(sidecars.held().stream().map(HostClaims.Claim::host)).doesNotHaveDuplicates();
      assertThat(sidecars.held().size() + sidecars.findings().size()).isEqualTo(claims.size());
      Collections.shuffle(claims, new java.util.Random(random.nextLong()));
      assertThat(HostClaims.onSidecars(claims)).isEqualTo(sidecars);
      assertThat(HostClaims.onGateway(claims)).isEqualTo(gateway);
    });
  }

  private static HostClaims.Claim claim(
      String name, String created, String workspace, String host) {
    var table = Given.table(name).created(created).hosts(host).build();
    return new HostClaims.Claim(table, workspace, host);
  }
}
