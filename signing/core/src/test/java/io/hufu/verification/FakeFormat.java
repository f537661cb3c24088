package io.hufu.verification;

import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** A carrier that recognises one word and opens it into whatever facts a test wants. */
public record FakeFormat(Supplier<Subject> facts) implements LicenceFormat {
  /** The only document of this format. */
  public static final byte[] DOCUMENT = "虎符".getBytes(StandardCharsets.UTF_8);

  @Override
  public Carrier carrier() {
    return Carrier.JSON;
  }

  @Override
  public boolean recognises(Document document) throws IOException {
    return document.size() == DOCUMENT.length
        && java.util.Arrays.equals(document.readAll(), DOCUMENT);
  }

  @Override
  public Subject open(Document document, Limits limits) {
    return facts.get();
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context) {
    throw new AssertionError("nothing is sealed in this format");
  }

  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) {
    throw new AssertionError("nothing is sealed in this format");
  }
}
