package dev.isthmus.engine;

/** A key and its value. */
public record Entry<K, V>(K key, V value) {}
