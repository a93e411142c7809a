/**
 * What RouteTables say, as pure functions: delegation, matchers, actions, policies on routes, hosts
 * and who owns them. Nothing here knows the engine; the rules that call it bring what they fetched.
 */
@NullMarked
package dev.isthmus.translate.route;

import org.jspecify.annotations.NullMarked;
