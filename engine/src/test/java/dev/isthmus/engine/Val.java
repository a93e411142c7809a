package dev.isthmus.engine;

/** A value of the properties' tables, small enough that equal ones are common. */
record Val(int a, int b) {

  /** Associative, but not commutative: a wrong order of producers shows. */
  static Val merge(Val x, Val y) {
    return new Val(x.a * y.a % 5, (x.b * y.a + y.b) % 5);
  }
}
