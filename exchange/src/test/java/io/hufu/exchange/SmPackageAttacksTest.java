package io.hufu.exchange;

import io.hufu.crypto.Suite;

class SmPackageAttacksTest extends PackageAttacks {
  @Override
  Suite suite() {
    return Suite.SM;
  }

  @Override
  int chunk() {
    return SmContentCipher.CHUNK + 16;
  }
}
