package dev.isthmus.translate.resolve;

import dev.isthmus.api.core.ConfigMap;

/**
 * What translation reads of a control plane's mesh configuration (key {@code mesh} of its
 * ConfigMap): two texts at the top level of a YAML document, which are read without a YAML library.
 *
 * @param trustDomain its trust domain; empty when none is set
 * @param rootNamespace its root namespace; empty when none is set
 */
record MeshConfig(String trustDomain, String rootNamespace) {

  static final MeshConfig NONE = new MeshConfig("", "");

  static MeshConfig of(ConfigMap map) {
    String mesh = map.data().getOrDefault("mesh", "");
    return new MeshConfig(field(mesh, "trustDomain:"), field(mesh, "rootNamespace:"));
  }

  private static String field(String mesh, String field) {
    for (String line : mesh.lines().toList()) {
      if (line.startsWith(field)) {
        return unquote(line.substring(field.length()).strip());
      }
    }
    return "";
  }

  private static String unquote(String value) {
    int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
    String text = comment < 0 ? value : value.substring(0, comment).strip();
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
