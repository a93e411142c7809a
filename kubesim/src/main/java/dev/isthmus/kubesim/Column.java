package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;

/**
 * A column of {@code kubectl get}.
 *
 * @param name its header, as Kubernetes writes it
 * @param type {@code string}, {@code integer}, {@code date} …
 * @param wide whether it is shown with {@code -o wide} only
 * @param cell the value for an object, at a time in seconds since 1970
 */
record Column(
    String name, String type, boolean wide, BiFunction<ObjectNode, Long, JsonNode> cell) {}
