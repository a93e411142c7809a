/** What the commands print: tables as kubectl's, findings, differences, colour. */
@NullMarked
package dev.isthmus.cli.print;

import org.jspecify.annotations.NullMarked;
