/** Which loopback addresses are whose. */
@NullMarked
package dev.isthmus.traffic.address;

import org.jspecify.annotations.NullMarked;
