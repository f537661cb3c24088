package io.hufu.exchange;

import io.hufu.crypto.Suite;

class IntlPackageTest extends PackageContract {
  @Override
  Suite suite() {
    return Suite.INTL;
  }

  @Override
  int chunk() {
    return IntlContentCipher.SEGMENT;
  }
}
