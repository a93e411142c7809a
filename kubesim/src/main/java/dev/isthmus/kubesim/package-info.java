/**
 * Kubernetes API servers in this process, for the lab and for tests: what kubectl and a client see
 * of a cluster without controllers, and every fault of one on request. docs/design/kube.md says
 * what is as in Kubernetes, and what is not.
 */
@NullMarked
package dev.isthmus.kubesim;

import org.jspecify.annotations.NullMarked;
