package io.hufu.crypto.pki;

import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * One base of a name constraint (RFC 5280 §4.2.1.10).
 *
 * <p>Kinds that are not understood, and names that are not well formed where their kind is
 * constrained, count as outside every permitted and inside every excluded subtree. Immutable.
 */
abstract class Subtree {
  /** Host names in preferred syntax (RFC 1034 §3.5, RFC 1123 §2.1), lower case. */
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*+");

  private final int kind;

  private Subtree(int kind) {
    this.kind = kind;
  }

  static Subtree of(GeneralName base) throws MalformedDataException {
    return switch (base.getTagNo()) {
      case GeneralName.dNSName -> new Dns(base);
      case GeneralName.rfc822Name -> new Mail(base);
      case GeneralName.uniformResourceIdentifier -> new Uri(base);
      case GeneralName.iPAddress -> new Ip(base);
      case GeneralName.directoryName -> new Directory(base);
      default -> new Unknown(base.getTagNo());
    };
  }

  final boolean isOfKind(GeneralName name) {
    return name.getTagNo() == kind;
  }

  /** Tells whether whatever the name may stand for is inside. */
  abstract boolean containsAll(GeneralName name) throws MalformedDataException;

  /** Tells whether something that the name may stand for is inside. */
  abstract boolean touches(GeneralName name) throws MalformedDataException;

  private static String text(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean isHost(String name) {
    return name.length() <= 253 && HOST.matcher(name).matches();
  }

  private static boolean isAtOrBelow(String host, String base) {
    return base.isEmpty() || host.equals(base) || host.endsWith("." + base);
  }

  private static final class Dns extends Subtree {
    private final String base;

    Dns(GeneralName name) throws MalformedDataException {
      super(GeneralName.dNSName);
      base = lower(text(name));
      if (!base.isEmpty() && !isHost(base)) {
        throw new MalformedDataException("a DNS name constraint is not a host name");
      }
    }

    @Override
    boolean containsAll(GeneralName name) {
      String host = lower(text(name));
      String parent = host.startsWith("*.") ? host.substring(2) : host;
      return isHost(parent) && isAtOrBelow(parent, base);
    }

    @Override
    boolean touches(GeneralName name) {
      String host = lower(text(name));
      boolean wildcard = host.startsWith("*.");
      String parent = wildcard ? host.substring(2) : host;
      // RFC 9525 §6.3: *.example.org may stand for a host that the constraint names.
      return !isHost(parent)
          || isAtOrBelow(parent, base)
          || (wildcard && base.endsWith("." + parent));
    }
  }

  private static final class Mail extends Subtree {
    private final String local;
    private final String host;

    Mail(GeneralName name) throws MalformedDataException {
      super(GeneralName.rfc822Name);
      String text = text(name);
      int at = text.indexOf('@');
      local = at < 0 ? "" : text.substring(0, at);
      host = lower(text.substring(at + 1));
      boolean domain = at < 0 && host.startsWith(".");
      if (at == 0 || !isHost(domain ? host.substring(1) : host)) {
        throw new MalformedDataException("an e-mail name constraint is not a mailbox or host");
      }
    }

    @Override
    boolean containsAll(GeneralName name) {
      String text = text(name);
      return isMailbox(text) && matches(text);
    }

    @Override
    boolean touches(GeneralName name) {
      String text = text(name);
      return !isMailbox(text) || matches(text);
    }

    private static boolean isMailbox(String text) {
      int at = text.indexOf('@');
      return at > 0 && isHost(lower(text.substring(at + 1)));
    }

    /** §7.5: the local part is compared exactly, the host without case. */
    private boolean matches(String text) {
      int at = text.indexOf('@');
      String there = lower(text.substring(at + 1));
      if (host.startsWith(".")) {
        return there.endsWith(host);
      }
      return there.equals(host) && (local.isEmpty() || local.equals(text.substring(0, at)));
    }
  }

  private static final class Uri extends Subtree {
    private final String base;

    Uri(GeneralName name) throws MalformedDataException {
      super(GeneralName.uniformResourceIdentifier);
      base = lower(text(name));
      if (!isHost(base.startsWith(".") ? base.substring(1) : base)) {
        throw new MalformedDataException("a URI name constraint is not a host or domain");
      }
    }

    @Override
    boolean containsAll(GeneralName name) {
      String host = host(name);
      return !host.isEmpty() && matches(host);
    }

    @Override
    boolean touches(GeneralName name) {
      String host = host(name);
      return host.isEmpty() || matches(host);
    }

    private boolean matches(String host) {
      return base.startsWith(".") ? host.endsWith(base) : host.equals(base);
    }

    /** Empty when the URI has no host that is a name: such URIs must be refused. */
    private static String host(GeneralName name) {
      try {
        String host = new URI(text(name)).getHost();
        String lower = host == null ? "" : lower(host);
        return isHost(lower) && !lower.matches("[0-9.]+") ? lower : "";
      } catch (URISyntaxException e) {
        return "";
      }
    }
  }

  private static final class Ip extends Subtree {
    private final byte[] base;

    Ip(GeneralName name) throws MalformedDataException {
      super(GeneralName.iPAddress);
      base = octets(name);
      if (base.length != 8 && base.length != 32) {
        throw new MalformedDataException("an IP name constraint is not an address with a mask");
      }
      boolean ended = false;
      for (int bit = 0; bit < base.length * 4; bit++) {
        boolean set = (base[base.length / 2 + bit / 8] & 0x80 >> bit % 8) != 0;
        if (set && ended) {
          throw new MalformedDataException("the mask of an IP name constraint has gaps");
        }
        ended |= !set;
      }
    }

    @Override
    boolean containsAll(GeneralName name) {
      byte[] address = octets(name);
      return address.length == base.length / 2 && matches(address);
    }

    @Override
    boolean touches(GeneralName name) {
      byte[] address = octets(name);
      boolean known = address.length == 4 || address.length == 16;
      return !known || (address.length == base.length / 2 && matches(address));
    }

    private boolean matches(byte[] address) {
      for (int i = 0; i < address.length; i++) {
        if (((address[i] ^ base[i]) & base[address.length + i]) != 0) {
          return false;
        }
      }
      return true;
    }

    private static byte[] octets(GeneralName name) {
      return ASN1OctetString.getInstance(name.getName()).getOctets();
    }
  }

  private static final class Directory extends Subtree {
    private final DistinguishedName base;

    Directory(GeneralName name) throws MalformedDataException {
      super(GeneralName.directoryName);
      base = DistinguishedName.parse(Asn1.der(name.getName()));
    }

    @Override
    boolean containsAll(GeneralName name) throws MalformedDataException {
      return DistinguishedName.parse(Asn1.der(name.getName())).isWithin(base);
    }

    @Override
    boolean touches(GeneralName name) throws MalformedDataException {
      return containsAll(name);
    }
  }

  /** §4.2.1.10: a constraint that is not processed makes every name of its kind refused. */
  private static final class Unknown extends Subtree {
    Unknown(int kind) {
      super(kind);
    }

    @Override
    boolean containsAll(GeneralName name) {
      return false;
    }

    @Override
    boolean touches(GeneralName name) {
      return true;
    }
  }
}
