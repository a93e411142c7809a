/** What an Envoy has, as istioctl shows it: where it is asked for, tables, JSON. */
@NullMarked
package dev.isthmus.cli.proxy;

import org.jspecify.annotations.NullMarked;
