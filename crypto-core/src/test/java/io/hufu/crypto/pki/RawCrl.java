package io.hufu.crypto.pki;

import io.hufu.crypto.SigningKey;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;

/** Builds the lists that the product's builder refuses to build. */
final class RawCrl {
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private final V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();

  RawCrl() {
    extensions.addExtension(Extension.cRLNumber, false, Asn1.der(new ASN1Integer(7)));
  }

  static ASN1Encodable anyName() {
    return new GeneralNames(new GeneralName(new X500Name("CN=indirect")));
  }

  RawCrl with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    return with(oid.getId(), critical, value);
  }

  RawCrl with(String oid, boolean critical, ASN1Encodable value) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
    without(id);
    extensions.addExtension(id, critical, Asn1.der(value));
    return this;
  }

  RawCrl without(ASN1ObjectIdentifier oid) {
    if (extensions.hasExtension(oid)) {
      extensions.removeExtension(oid);
    }
    return this;
  }

  RawCrl revoke(BigInteger serial, String oid, boolean critical, ASN1Encodable value) {
    Extension extension = new Extension(new ASN1ObjectIdentifier(oid), critical, Asn1.der(value));
    tbs.addCRLEntry(new ASN1Integer(serial), Asn1.time(Pilot.FROM), new Extensions(extension));
    return this;
  }

  Crl signedBy(SigningKey ca) throws Exception {
    AlgorithmIdentifier algorithm =
        AlgorithmIdentifier.getInstance(ca.algorithm().algorithmIdentifier());
    tbs.setSignature(algorithm);
    tbs.setIssuer(X500Name.getInstance(ca.certificate().subjectDer()));
    tbs.setThisUpdate(Asn1.time(Pilot.AT));
    if (!extensions.isEmpty()) {
      tbs.setExtensions(extensions.generate());
    }
    ASN1Encodable contents = tbs.generateTBSCertList();
    DERBitString value = new DERBitString(ca.signDer(Asn1.der(contents)));
    return Crl.parse(Asn1.der(new DERSequence(new ASN1Encodable[] {contents, algorithm, value})));
  }
}
