package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What an agent needs in its cluster, beside its namespace and Secret.
 *
 * @param namespace its namespace
 * @param image the image of its Deployment
 */
record AgentManifests(String namespace, String image) {

  /** The objects, in the order in which they are applied; the Deployment comes last. */
  List<ObjectNode> objects() {
    return new Manifests(
            Map.of(
                "account",
                "isthmus-agent",
                "own",
                "'isthmus-agent'",
                "namespace",
                namespace,
                "image",
                image))
        .objects(List.of("account.yaml", "agent.yaml"));
  }
}
