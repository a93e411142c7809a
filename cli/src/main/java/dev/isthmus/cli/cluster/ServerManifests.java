package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What a server needs in the management cluster, beside its namespace.
 *
 * @param namespace its namespace
 * @param cluster the management cluster's name
 * @param image the image of its Deployment
 * @param serviceType the type of the Service where agents dial
 * @param storage the size of the record's volume
 */
record ServerManifests(
    String namespace, String cluster, String image, String serviceType, String storage) {
  /**
   * The server's own objects: the admission policy lets its account write no others of the kinds.
   */
  private static final String OWN =
      "'isthmus-agent', 'isthmus-approvals', 'isthmus-enrolments', 'isthmus-installation', 'isthmus-pending', 'isthmus-server'";

  /** The objects, in the order in which they are applied; the Deployment comes last. */
  List<ObjectNode> objects() {
    return new Manifests(
            Map.of(
                "account", "isthmus-server",
                "own", OWN,
                "namespace", namespace,
                "cluster", cluster,
                "image", image,
                "serviceType", serviceType,
                "storage", storage))
        .objects(List.of("account.yaml", "server.yaml"));
  }
}
