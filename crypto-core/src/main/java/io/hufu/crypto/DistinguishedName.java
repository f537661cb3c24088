package io.hufu.crypto;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * A name of an issuer or subject: its bytes, its comparable form and its text. Immutable and
 * thread-safe.
 */
public final class DistinguishedName {
  private final byte[] der;
  private final String text;
  private final List<List<String>> comparable;

  /** Reads a DER Name as received (RFC 5280 §4.1.2.4); it may be empty. */
  public static DistinguishedName parse(byte[] der) throws MalformedDataException {
    StrictDer.check(der);
    try {
      return new DistinguishedName(der);
    } catch (RuntimeException e) {
      throw new MalformedDataException("a name does not have the form of RFC 5280 4.1.2.4", e);
    }
  }

  DistinguishedName(byte[] der) {
    X500Name name = X500Name.getInstance(der);
    List<String> parts = new ArrayList<>();
    List<List<String>> normalized = new ArrayList<>();
    for (RDN rdn : name.getRDNs()) {
      List<AttributeTypeAndValue> attributes = Arrays.asList(rdn.getTypesAndValues());
      parts.add(String.join("+", attributes.stream().map(DistinguishedName::text).toList()));
      normalized.add(attributes.stream().map(DistinguishedName::comparable).sorted().toList());
    }
    Collections.reverse(parts);
    this.der = der.clone();
    this.text = String.join(",", parts);
    this.comparable = normalized;
  }

  /** Returns the DER Name as received (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the name in RFC 4514 form: the last RDN first. */
  public String text() {
    return text;
  }

  /** Tells whether the name has no parts. */
  public boolean isEmpty() {
    return comparable.isEmpty();
  }

  /** Tells whether this name is {@code base} or stands below it in the directory. */
  public boolean isWithin(DistinguishedName base) {
    return comparable.size() >= base.comparable.size()
        && comparable.subList(0, base.comparable.size()).equals(base.comparable);
  }

  /** Compares as RFC 5280 §7.1 asks: same order; case, width and runs of spaces do not matter. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DistinguishedName that && comparable.equals(that.comparable);
  }

  @Override
  public int hashCode() {
    return comparable.hashCode();
  }

  /** Returns {@link #text}. */
  @Override
  public String toString() {
    return text;
  }

  private static String comparable(AttributeTypeAndValue attribute) {
    ASN1Encodable value = attribute.getValue();
    String prepared =
        isDirectoryText(value)
            ? "=" + prepare(((ASN1String) value).getString())
            : "#" + HexFormat.of().formatHex(Asn1.der(value));
    return attribute.getType().getId() + prepared;
  }

  private static boolean isDirectoryText(ASN1Encodable value) {
    return value instanceof ASN1PrintableString
        || value instanceof ASN1UTF8String
        || value instanceof ASN1BMPString;
  }

  /** RFC 4518: fold case, normalize to NFKC, squeeze spaces. */
  private static String prepare(String value) {
    String folded = value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
  }

  private static String text(AttributeTypeAndValue attribute) {
    @Nullable String name = BCStyle.INSTANCE.oidToDisplayName(attribute.getType());
    ASN1Encodable value = attribute.getValue();
    if (value instanceof ASN1String string && !(value instanceof ASN1UniversalString)) {
      return (name == null ? attribute.getType().getId() : name) + "=" + escape(string.getString());
    }
    return attribute.getType().getId() + "=#" + HexFormat.of().formatHex(Asn1.der(value));
  }

  /** RFC 4514 §2.4; control and direction characters too, so that a name cannot forge a line. */
  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    int last = value.length() - 1;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = (i == 0 && (c == '#' || c == ' ')) || (i == last && c == ' ');
      if (edge || ",+\"\\<>;=".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else if (isInvisible(c)) {
        for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append('\\').append(HexFormat.of().toHexDigits(octet));
        }
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isInvisible(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
