package io.hufu.crypto;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A private key in memory. */
interface SoftwareKey extends PrivateKeyOperation {
  @Override
  byte[] sign(byte[] message);

  /** The key itself, for {@link InsecureKeyExport} only. */
  PrivateKeyInfo export();
}
