package io.hufu.exchange;

import io.hufu.crypto.Suite;

class IntlPackageAttacksTest extends PackageAttacks {
  @Override
  Suite suite() {
    return Suite.INTL;
  }

  @Override
  int chunk() {
    return IntlContentCipher.SEGMENT;
  }
}
