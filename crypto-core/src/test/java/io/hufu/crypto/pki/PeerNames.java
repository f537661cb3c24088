package io.hufu.crypto.pki;

import com.fasterxml.jackson.databind.JsonNode;
import io.hufu.crypto.Certificate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Peer names of x509-limbo cases: what a web client compares (RFC 9525) and Hufu does not. */
final class PeerNames {
  private static final String HOST =
      "(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?";

  private PeerNames() {}

  static Optional<String> mismatch(JsonNode testcase, Certificate leaf) {
    JsonNode one = testcase.required("expected_peer_name");
    if (!one.isNull() && !matches(one, leaf)) {
      return Optional.of("peer name differs");
    }
    for (JsonNode each : testcase.required("expected_peer_names")) {
      if (!matches(each, leaf)) {
        return Optional.of("peer name differs");
      }
    }
    return Optional.empty();
  }

  private static boolean matches(JsonNode wanted, Certificate leaf) {
    String value = wanted.required("value").textValue();
    return names(leaf)
        .anyMatch(
            name ->
                switch (wanted.required("kind").textValue()) {
                  case "DNS" -> name.getTagNo() == GeneralName.dNSName && host(name, value);
                  case "IP" -> name.getTagNo() == GeneralName.iPAddress && address(name, value);
                  case "RFC822" ->
                      name.getTagNo() == GeneralName.rfc822Name && text(name).equals(value);
                  default -> false;
                });
  }

  private static Stream<GeneralName> names(Certificate leaf) {
    return leaf.extension("2.5.29.17").stream()
        .flatMap(der -> Arrays.stream(GeneralNames.getInstance(der).getNames()));
  }

  private static boolean host(GeneralName name, String wanted) {
    String pattern = text(name).toLowerCase(Locale.ROOT);
    if (!pattern.matches(HOST) || pattern.matches("[0-9.]+")) {
      return false;
    }
    int dot = wanted.indexOf('.');
    return pattern.equals(wanted)
        || (pattern.startsWith("*.") && dot > 0 && pattern.endsWith(wanted.substring(dot)));
  }

  private static boolean address(GeneralName name, String wanted) {
    try {
      byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
      return Arrays.equals(octets, InetAddress.getByName(wanted).getAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String text(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }
}
