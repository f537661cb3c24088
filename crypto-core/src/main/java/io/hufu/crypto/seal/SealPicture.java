package io.hufu.crypto.seal;

/**
 * The picture of a seal (SES_ESPictrueInfo; the misspelling is the standard's). Immutable.
 *
 * @param type as written, such as {@code PNG} or {@code ofd}
 * @param data the picture's bytes (copied by readers)
 * @param width millimetres
 * @param height millimetres
 */
public record SealPicture(String type, byte[] data, int width, int height) {
  /** Copies the data. */
  public SealPicture {
    data = data.clone();
  }

  @Override
  public byte[] data() {
    return data.clone();
  }
}
