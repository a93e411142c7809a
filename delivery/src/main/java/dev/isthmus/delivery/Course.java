package dev.isthmus.delivery;

import java.util.List;
import java.util.Set;

/**
 * The way of one object from what is there to what is desired.
 *
 * @param goal the whole change
 * @param step the next write
 * @param takesBack whether it only takes back an order that was refused: it changes nothing
 * @param phase the phase of that write
 * @param pending all phases that are still to come for this object
 * @param underWay whether an order may change it at any time
 * @param sent whether the next write was sent already
 * @param first objects that must be gone before that write
 * @param concerns what it is about
 */
record Course(
    IstioKey key,
    ObjectChange goal,
    ObjectChange step,
    boolean takesBack,
    Phase phase,
    Set<Phase> pending,
    boolean underWay,
    boolean sent,
    List<IstioKey> first,
    Set<String> concerns) {}
