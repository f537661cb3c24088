package io.hufu.crypto.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.DerCursor;
import io.hufu.crypto.pki.OcspResponse;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;

/**
 * Revocation lists and answers that travel in a CMS, untrusted. Immutable.
 *
 * @param unreadable how many items could not be read; they are left out
 */
public record RevocationInfo(List<Crl> crls, List<OcspResponse> ocspResponses, int unreadable) {
  private static final int MAX_ITEMS = 256;
  private static final int ENUMERATED = 0x0a;
  private static final int TAG_0 = 0xa0;
  private static final int TAG_1 = 0xa1;

  /** Copies the lists. */
  public RevocationInfo {
    crls = List.copyOf(crls);
    ocspResponses = List.copyOf(ocspResponses);
  }

  /** Collects items from the places where CMS has them. */
  static final class Collector {
    private final List<Crl> crls = new ArrayList<>();
    private final List<OcspResponse> ocspResponses = new ArrayList<>();
    private int unreadable;

    RevocationInfo collected() {
      return new RevocationInfo(crls, ocspResponses, unreadable);
    }

    /** RevocationInfoChoices (RFC 5652 §10.2.1, RFC 5940 §2.1): the field with its tag [1]. */
    Collector choices(byte[] field) throws MalformedDataException {
      for (byte[] item : Attributes.elements(DerCursor.inside(field), MAX_ITEMS)) {
        if (item[0] == DerWriter.SEQUENCE) {
          crl(item);
        } else {
          other(item);
        }
      }
      return this;
    }

    /**
     * RevocationValues (ETSI EN 319 122-1 A.1.2.2) and RevocationInfoArchival (ISO 32000-2
     * §12.8.3.3.2): lists under [0], answers under [1], basic or whole.
     */
    Collector values(List<byte[]> attributeValues) {
      for (byte[] value : attributeValues) {
        try {
          values(value);
        } catch (MalformedDataException e) {
          unreadable++;
        }
      }
      return this;
    }

    private void values(byte[] value) throws MalformedDataException {
      DerCursor cursor = DerCursor.inside(value);
      while (cursor.next()) {
        DerCursor tagged = cursor.enter(cursor.tag());
        if (!tagged.next()) {
          unreadable++;
        } else if (cursor.tag() == TAG_0) {
          Attributes.elements(tagged.enter(DerWriter.SEQUENCE), MAX_ITEMS).forEach(this::crl);
        } else if (cursor.tag() == TAG_1) {
          Attributes.elements(tagged.enter(DerWriter.SEQUENCE), MAX_ITEMS).forEach(this::ocsp);
        } else {
          unreadable++;
        }
      }
    }

    private void crl(byte[] der) {
      try {
        crls.add(Crl.parse(der));
      } catch (MalformedDataException e) {
        unreadable++;
      }
    }

    /** OtherRevocationInfoFormat: [1] { type, value }; the value's form says which answer it is. */
    private void other(byte[] item) {
      try {
        List<byte[]> parts = Attributes.elements(DerCursor.inside(item), 2);
        if (parts.size() == 2) {
          ocsp(parts.get(1));
          return;
        }
      } catch (MalformedDataException e) {
        // counted below
      }
      unreadable++;
    }

    private void ocsp(byte[] der) {
      try {
        DerCursor cursor = DerCursor.inside(der);
        boolean whole = cursor.next() && cursor.tag() == ENUMERATED;
        ocspResponses.add(OcspResponse.parse(whole ? der : asResponse(der)));
      } catch (MalformedDataException e) {
        unreadable++;
      }
    }

    /** Puts a BasicOCSPResponse into the OCSPResponse of RFC 6960 §4.2.1. */
    private static byte[] asResponse(byte[] basic) {
      return Asn1.der(
          new OCSPResponse(
              new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
              new ResponseBytes(
                  OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(basic))));
    }
  }
}
