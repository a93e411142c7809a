/** Environments as folders of YAML and JSON: reading them, and writing what was translated. */
@NullMarked
package dev.isthmus.cli.files;

import org.jspecify.annotations.NullMarked;
