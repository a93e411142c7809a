/**
 * Who someone is, as X.509 says it: an authority, the credentials that it issues, PEM
 * (docs/design/identity.md).
 */
@NullMarked
package dev.isthmus.identity;

import org.jspecify.annotations.NullMarked;
