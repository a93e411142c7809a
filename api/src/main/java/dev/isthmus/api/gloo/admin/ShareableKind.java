package dev.isthmus.api.gloo.admin;

/** Kinds that workspaces can share. */
public enum ShareableKind {
  ALL,
  ROUTE_TABLE,
  SERVICE,
  VIRTUAL_DESTINATION,
  EXTERNAL_SERVICE,
  API_DOC,
  GRAPHQL_RESOLVER_MAP,
  GRAPHQL_SCHEMA,
  GRAPHQL_STITCHED_SCHEMA,
  EXTERNAL_WORKLOAD,
  /** Of version 2.1 alone. */
  API_SCHEMA,
  /** Of version 2.2 alone. */
  CLOUD_PROVIDER
}
