package dev.isthmus.translate.precedent;

import org.jspecify.annotations.Nullable;

/** That something was decided before, or that this is forgotten. */
public sealed interface PrecedentChange {

  /**
   * About who holds a title.
   *
   * @param precedent null: forgotten
   */
  record OfTitle(Title title, @Nullable Precedent precedent) implements PrecedentChange {}

  /**
   * About the virtual address of a host's entry.
   *
   * @param address as {@link dev.isthmus.translate.name.VirtualAddress#in} has it; null: forgotten
   */
  record OfAddress(AddressKey entry, @Nullable Integer address) implements PrecedentChange {}

  /**
   * About an object's names.
   *
   * @param plain whether it had the plain ones; null: forgotten
   */
  record OfName(NameKey name, @Nullable Boolean plain) implements PrecedentChange {}
}
