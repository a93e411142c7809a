package dev.isthmus.cli.cluster;

/** The one format of commands that print objects to be applied. */
enum YamlOnly {
  yaml
}
