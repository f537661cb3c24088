package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LogEntryTest {
  private final byte[] content = filled(32, 0x11);
  private final byte[] certificate = filled(32, 0x22);
  private final byte[] value = filled(64, 0x33);

  /** Written out by hand from docs/formats/receipt.md, without the code under test. */
  @Test
  void an_entry_has_the_documented_bytes() throws Exception {
    String digested =
        HexFormat.of().formatHex("hufu-anchor/1".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            + "01"
            + "02"
            + "00000020"
            + "11".repeat(32)
            + "00000020"
            + "22".repeat(32)
            + "00000040"
            + "33".repeat(64);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(digested));
    assertThat(HexFormat.of().formatHex(entry(HashAlgorithm.SHA_256).encoded()))
        .isEqualTo("0101" + HexFormat.of().formatHex(digest));
  }

  @Test
  void the_hash_enters_the_digest() {
    assertThat(entry(HashAlgorithm.SM3).encoded())
        .hasSize(LogEntry.LENGTH)
        .isNotEqualTo(entry(HashAlgorithm.SHA_256).encoded());
  }

  @Test
  void fields_cannot_be_shifted_into_each_other() {
    LogEntry one =
        new LogEntry(
            LogEntry.Kind.STATUS_EPOCH, HashAlgorithm.SM3, content, certificate, filled(2, 1));
    LogEntry other =
        new LogEntry(
            LogEntry.Kind.STATUS_EPOCH, HashAlgorithm.SM3, content, certificate, filled(1, 1));
    assertThat(one.encoded()).isNotEqualTo(other.encoded());
  }

  @Test
  void only_a_file_has_no_value() {
    byte[] none = {};
    assertThatThrownBy(
            () ->
                new LogEntry(
                    LogEntry.Kind.TRUST_LIST, HashAlgorithm.SM3, content, certificate, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new LogEntry(
                    LogEntry.Kind.OTHER_FILE, HashAlgorithm.SM3, content, certificate, value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            new LogEntry(LogEntry.Kind.OTHER_FILE, HashAlgorithm.SM3, content, certificate, none)
                .encoded())
        .startsWith(1, 6);
  }

  @Test
  void digests_must_be_of_the_logs_hash() {
    assertThatThrownBy(
            () ->
                new LogEntry(
                    LogEntry.Kind.LICENCE_SIGNATURE,
                    HashAlgorithm.SM3,
                    filled(31, 1),
                    certificate,
                    value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new LogEntry(
                    LogEntry.Kind.LICENCE_SIGNATURE,
                    HashAlgorithm.SHA_384,
                    filled(48, 1),
                    filled(48, 1),
                    value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_can_change_an_entry_through_its_arrays() {
    LogEntry entry = entry(HashAlgorithm.SM3);
    byte[] before = entry.encoded();
    value[0] ^= 1;
    entry.contentDigest()[0] ^= 1;
    entry.certificateDigest()[0] ^= 1;
    entry.value()[0] ^= 1;
    assertThat(entry.encoded()).isEqualTo(before);
  }

  private LogEntry entry(HashAlgorithm hash) {
    return new LogEntry(LogEntry.Kind.LICENCE_SIGNATURE, hash, content, certificate, value);
  }

  private static byte[] filled(int length, int octet) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) octet);
    return bytes;
  }
}
