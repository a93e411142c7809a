package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Identities and addresses of a caller; all fields that are set must hold.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source">Source</a>
 */
@RecordBuilder
public record Source(
    List<String> ipBlocks,
    List<String> namespaces,
    List<String> notIpBlocks,
    List<String> notNamespaces,
    List<String> notPrincipals,
    List<String> notRemoteIpBlocks,
    List<String> notRequestPrincipals,
    List<String> notServiceAccounts,
    List<String> notTrustDomains,
    List<String> principals,
    List<String> remoteIpBlocks,
    List<String> requestPrincipals,
    List<String> serviceAccounts,
    List<String> trustDomains) {
  public Source {
    ipBlocks = Absent.list(ipBlocks);
    namespaces = Absent.list(namespaces);
    notIpBlocks = Absent.list(notIpBlocks);
    notNamespaces = Absent.list(notNamespaces);
    notPrincipals = Absent.list(notPrincipals);
    notRemoteIpBlocks = Absent.list(notRemoteIpBlocks);
    notRequestPrincipals = Absent.list(notRequestPrincipals);
    notServiceAccounts = Absent.list(notServiceAccounts);
    notTrustDomains = Absent.list(notTrustDomains);
    principals = Absent.list(principals);
    remoteIpBlocks = Absent.list(remoteIpBlocks);
    requestPrincipals = Absent.list(requestPrincipals);
    serviceAccounts = Absent.list(serviceAccounts);
    trustDomains = Absent.list(trustDomains);
  }
}
