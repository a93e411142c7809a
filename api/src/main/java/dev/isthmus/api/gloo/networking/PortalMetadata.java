package dev.isthmus.api.gloo.networking;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.SortedMap;

/**
 * What a portal shows of an API.
 *
 * @param apiProductId the product's identifier
 * @param apiProductDisplayName its name
 * @param apiVersion the version of the API
 * @param title a title
 * @param description a description
 * @param termsOfService the terms
 * @param contact whom to ask
 * @param license the licence
 * @param lifecycle the state of the API
 * @param customMetadata anything else
 */
public record PortalMetadata(
    String apiProductId,
    String apiProductDisplayName,
    String apiVersion,
    String title,
    String description,
    String termsOfService,
    String contact,
    String license,
    String lifecycle,
    SortedMap<String, String> customMetadata) {

  public PortalMetadata {
    requireNonNull(apiProductId, "apiProductId");
    requireNonNull(apiProductDisplayName, "apiProductDisplayName");
    requireNonNull(apiVersion, "apiVersion");
    requireNonNull(title, "title");
    requireNonNull(description, "description");
    requireNonNull(termsOfService, "termsOfService");
    requireNonNull(contact, "contact");
    requireNonNull(license, "license");
    requireNonNull(lifecycle, "lifecycle");
    customMetadata = Labels.copyOf(customMetadata);
  }
}
