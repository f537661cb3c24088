package io.hufu.exchange;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file as the manifest lists it. Immutable.
 *
 * @param name a plain name: no path, no control characters, not hidden, at most 255 bytes in UTF-8
 * @param mediaType such as {@code application/pdf}
 * @param size in bytes
 * @param digest by the hash of the suite
 */
public record PackagedFile(String name, String mediaType, long size, byte[] digest) {
  private static final int MAX_NAME = 255;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

  /** Names that some systems give to devices, with or without an extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?");

  private static final Set<Character> SEPARATORS =
      Set.of('/', '\\', ':', '*', '?', '"', '<', '>', '|');

  /** Copies; refuses a name, type or size that cannot be. */
  public PackagedFile {
    if (!isPlain(name)) {
      throw new IllegalArgumentException("a file name is no plain name");
    }
    if (!MEDIA_TYPE.matcher(mediaType).matches() || size < 0) {
      throw new IllegalArgumentException("a media type is type/subtype, a size is not negative");
    }
    digest = digest.clone();
  }

  /** Tells whether a name can be given to a file in one folder on any system. */
  static boolean isPlain(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= MAX_NAME
        && !name.startsWith(".")
        && !name.endsWith(".")
        && name.codePoints().noneMatch(PackagedFile::isUnusual)
        && !DEVICE.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  /** Controls, direction marks and unpaired surrogates make a name look like another one. */
  private static boolean isUnusual(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (codePoint < 0x80 && SEPARATORS.contains((char) codePoint));
  }

  /** Returns what must differ between two names of one package, on any file system. */
  String folded() {
    return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("name", name)
        .put("mediaType", mediaType)
        .put("size", size)
        .put("digest", Base64Url.encode(digest))
        .build();
  }

  static PackagedFile read(MemberReader members, HashAlgorithm hash) throws MalformedDataException {
    return new PackagedFile(
        members.text("name"),
        members.text("mediaType"),
        members.integer("size", 0),
        PackageHeader.ofLength(members, "digest", hash.length()));
  }

  /** Returns the digest (a copy). */
  @Override
  public byte[] digest() {
    return digest.clone();
  }

  /** Two are equal when all four parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackagedFile that
        && name.equals(that.name)
        && mediaType.equals(that.mediaType)
        && size == that.size
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, mediaType, size, Arrays.hashCode(digest));
  }
}
