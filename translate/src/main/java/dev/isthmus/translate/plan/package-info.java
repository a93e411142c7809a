/** What must exist where: federated services, route plans, subsets in use. */
@NullMarked
package dev.isthmus.translate.plan;

import org.jspecify.annotations.NullMarked;
