package io.hufu.interop.ofdrw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.imageio.ImageIO;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.ofdrw.gm.ses.v1.SES_ESPictrueInfo;
import org.ofdrw.gm.ses.v1.SES_Header;
import org.ofdrw.gm.ses.v4.CertInfoList;
import org.ofdrw.gm.ses.v4.SES_CertList;

/** Seals of GM/T 0031-2014 and GB/T 38540-2020 in the structures of ofdrw. */
final class TestSeals {
  private static final ASN1ObjectIdentifier SM2 = GMObjectIdentifiers.sm2sign_with_sm3;
  private static final int SIZE = 40;

  private final TestKeys maker;
  private final ASN1OctetString signer;
  private final Date from = Date.from(Instant.now().minus(Duration.ofHours(1)));
  private final Date to = Date.from(Instant.now().plus(Duration.ofDays(20)));

  TestSeals(TestKeys maker, TestKeys signer) throws Exception {
    this.maker = maker;
    this.signer = new DEROctetString(signer.certificate().getEncoded());
  }

  private static SES_ESPictrueInfo picture() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(SIZE / 2, SIZE / 2, 0xffff0000);
    ImageIO.write(image, "PNG", png);
    return new SES_ESPictrueInfo(
        new DERIA5String("PNG"),
        new DEROctetString(png.toByteArray()),
        new ASN1Integer(SIZE),
        new ASN1Integer(SIZE));
  }

  private static SES_Header header(int version) {
    return new SES_Header(new ASN1Integer(version), new DERIA5String("ofdrw"));
  }

  private byte[] sign(ASN1Encodable signed) throws Exception {
    Signature signature = Signature.getInstance("SM3withSM2", "BC");
    signature.initSign(maker.key());
    signature.update(signed.toASN1Primitive().getEncoded("DER"));
    return signature.sign();
  }

  /** The maker signs the info alone. */
  org.ofdrw.gm.ses.v4.SESeal v4() throws Exception {
    org.ofdrw.gm.ses.v4.SES_SealInfo info =
        new org.ofdrw.gm.ses.v4.SES_SealInfo(
            header(4),
            new DERIA5String("99010000000009"),
            new org.ofdrw.gm.ses.v4.SES_ESPropertyInfo(
                new ASN1Integer(3),
                new DERUTF8String("ofdrw seal"),
                new ASN1Integer(1),
                new SES_CertList(new CertInfoList(new ASN1OctetString[] {signer})),
                new ASN1GeneralizedTime(from),
                new ASN1GeneralizedTime(from),
                new ASN1GeneralizedTime(to)),
            picture(),
            null);
    return new org.ofdrw.gm.ses.v4.SESeal(
        info,
        new DEROctetString(maker.certificate().getEncoded()),
        SM2,
        new DERBitString(sign(info)));
  }

  /** The maker signs info, certificate and algorithm. */
  org.ofdrw.gm.ses.v1.SESeal v1() throws Exception {
    org.ofdrw.gm.ses.v1.SES_SealInfo info =
        new org.ofdrw.gm.ses.v1.SES_SealInfo(
            header(1),
            new DERIA5String("99010000000008"),
            new org.ofdrw.gm.ses.v1.SES_ESPropertyInfo(
                new ASN1Integer(1),
                new DERUTF8String("ofdrw seal"),
                new DERSequence(signer),
                new ASN1UTCTime(from),
                new ASN1UTCTime(from),
                new ASN1UTCTime(to)),
            picture(),
            null);
    ASN1OctetString certificate = new DEROctetString(maker.certificate().getEncoded());
    byte[] value = sign(new DERSequence(new ASN1Encodable[] {info, certificate, SM2}));
    return new org.ofdrw.gm.ses.v1.SESeal(
        info, new org.ofdrw.gm.ses.v1.SES_SignInfo(certificate, SM2, new DERBitString(value)));
  }
}
