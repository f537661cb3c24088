package io.hufu.crypto.pki;

import static io.hufu.crypto.pki.Openssl.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.crypto.tsp.TimeStampToken;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL 3 judges our time-stamps, and we judge its own. */
class OpensslTimeStampTest {
  private static final Clock CLOCK = Clock.fixed(Pilot.AT.plusMillis(120), ZoneOffset.UTC);
  private static final byte[] DATA = {1};

  @TempDir private Path dir;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() throws Exception {
    openssl = new Openssl(dir);
  }

  private SigningKey tsa(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = openssl.pilot(algorithm);
    SigningKey tsa = Pilot.issue(pilot.ca, Profile.TIME_STAMPING, "CN=TSA,C=CN");
    openssl.write("tsa.pem", tsa.certificate());
    return tsa.withChain(List.of(tsa.certificate(), pilot.ca.certificate()));
  }

  @Test
  void openssl_accepts_our_token() throws Exception {
    byte[] digest = HashAlgorithm.SHA_256.digest(DATA);
    TimeStampToken token =
        TimeStampAuthority.inProcess(tsa(SignatureAlgorithm.ES256), CLOCK, Pilot.RANDOM)
            .stamp(HashAlgorithm.SHA_256, digest);
    openssl.write("token.der", token.der());
    String verify = "ts -verify -token_in -in token.der -CAfile root.pem -attime " + AT;
    assertThat(openssl.run(verify + " -digest " + HexFormat.of().formatHex(digest)).text())
        .contains("Verification: OK");
    String other = HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest());
    assertThat(openssl.run(verify + " -digest " + other).text()).contains("FAILED");
  }

  /** OpenSSL 3.0 takes no user id for tokens, so it judges the value over the attributes. */
  @Test
  void openssl_verifies_the_sm2_value_of_our_token() throws Exception {
    byte[] token =
        TimeStampAuthority.inProcess(tsa(SignatureAlgorithm.SM2_SM3), CLOCK, Pilot.RANDOM)
            .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(DATA))
            .der();
    SignerInfo signer =
        SignerInfo.getInstance(
            SignedData.getInstance(ContentInfo.getInstance(token).getContent())
                .getSignerInfos()
                .getObjectAt(0));
    openssl.verifySm2(
        "tsa.pem",
        signer.getAuthenticatedAttributes().getEncoded("DER"),
        signer.getEncryptedDigest().getOctets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1", "sha256"})
  void we_accept_a_token_that_openssl_made(String essDigest) throws Exception {
    SigningKey tsa = tsa(SignatureAlgorithm.ES256);
    openssl.writeKey("tsa.key", tsa);
    openssl.write("data", DATA);
    openssl.write("serial", "01");
    openssl.write(
        "tsa.cnf",
        """
        [tsa]
        default_tsa = t
        [t]
        serial = serial
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4
        digests = sha256
        accuracy = secs:1, millisecs:500
        ess_cert_id_chain = no
        ess_cert_id_alg = %s
        """
            .formatted(essDigest));
    openssl.ok("ts -query -data data -sha256 -cert -out query.der");
    openssl.ok(
        "ts -reply -config tsa.cnf -queryfile query.der -inkey tsa.key -signer tsa.pem -token_out"
            + " -out theirs.der");
    TimeStampToken token = TimeStampToken.parse(openssl.read("theirs.der"));
    assertThat(token.covers(DATA)).isTrue();
    assertThat(token.isSignedBy(tsa.certificate())).isTrue();
    assertThat(token.certificates()).containsExactly(tsa.certificate());
    assertThat(token.accuracy()).isEqualTo(Duration.ofMillis(1_500));
  }
}
