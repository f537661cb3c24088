package io.hufu.cli;

import io.hufu.crypto.Suite;

/** The suites under the names that options take. */
enum SuiteName {
  SM,
  INTL;

  Suite suite() {
    return Suite.valueOf(name());
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
