package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/** A key behind {@link SigningDevice}; nothing that the device does escapes unchecked. */
final class DeviceKey implements PrivateKeyOperation {
  private final SigningDevice device;
  private final VerificationKey publicKey;

  private DeviceKey(SigningDevice device, VerificationKey publicKey) {
    this.device = device;
    this.publicKey = publicKey;
  }

  static DeviceKey of(SigningDevice device) throws KeyUnavailableException {
    byte[] spki;
    try {
      spki = device.publicKey();
    } catch (RuntimeException e) {
      throw failed("the signing device failed to give its public key", e);
    }
    if (isAbsent(spki)) {
      throw failed("the signing device gave no public key", null);
    }
    try {
      return new DeviceKey(device, VerificationKey.fromSpki(spki));
    } catch (MalformedDataException e) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM, "the device's public key is not usable", e);
    }
  }

  @Override
  public VerificationKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) throws KeyUnavailableException {
    byte[] value;
    try {
      value = device.sign(new SigningInput(message, publicKey));
    } catch (RuntimeException e) {
      throw failed("the signing device failed", e);
    }
    if (isAbsent(value)) {
      throw failed("the signing device gave no signature", null);
    }
    return value.clone();
  }

  /** A device is foreign code: it may return null although the port forbids it. */
  private static boolean isAbsent(byte @Nullable [] bytes) {
    return bytes == null;
  }

  private static KeyUnavailableException failed(String message, @Nullable Throwable cause) {
    return cause == null
        ? new KeyUnavailableException(Reason.DEVICE_FAILED, message)
        : new KeyUnavailableException(Reason.DEVICE_FAILED, message, cause);
  }
}
