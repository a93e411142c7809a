/** Routes and gateways: group {@code networking.gloo.solo.io}. */
@NullMarked
package dev.isthmus.api.gloo.networking;

import org.jspecify.annotations.NullMarked;
