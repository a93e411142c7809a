package dev.isthmus.envoy.registry;

/**
 * A port of a service.
 *
 * @param name its name
 * @param number its number
 * @param protocol its protocol
 */
public record MeshPort(String name, int number, Protocol protocol) {}
