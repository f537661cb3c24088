package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Outside;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The x509-limbo cases (C2SP), with an adapter for what a web client does and Hufu does not: host
 * names, purposes of servers, and requiring a CRL.
 */
class LimboTest {
  private static final Path PAGE = Path.of("..", "docs", "vectors.md");
  private static final Pattern LISTED =
      Pattern.compile("(?m)^\\| `([a-z0-9:-]+::[a-z0-9:-]+)` \\|");

  /** Used where a case names no time; all such certificates live from 1970 to 2969. */
  private static final Instant ANY_TIME = Instant.parse("2026-06-01T00:00:00Z");

  private static JsonNode cases() throws Exception {
    Path file = Outside.corpus("x509-limbo").resolve("limbo-rfc5280.json");
    return new ObjectMapper().readTree(file.toFile()).required("testcases");
  }

  private static Set<String> listedDifferences() throws Exception {
    Set<String> ids = new TreeSet<>();
    Matcher matcher = LISTED.matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  @TestFactory
  Stream<DynamicTest> each_case_gives_its_result_or_is_listed_as_different() throws Exception {
    Set<String> differences = listedDifferences();
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    cases().forEach(testcase -> byId.put(testcase.required("id").textValue(), testcase));
    return byId.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      String outcome = run(entry.getValue());
                      boolean same =
                          outcome.isEmpty()
                              == "SUCCESS".equals(text(entry.getValue(), "expected_result"));
                      assertThat(same)
                          .as("%s gave [%s]", entry.getValue().required("description"), outcome)
                          .isEqualTo(!differences.contains(entry.getKey()));
                    }));
  }

  @Test
  void the_page_lists_only_cases_that_exist() throws Exception {
    Set<String> known = new TreeSet<>();
    cases().forEach(testcase -> known.add(testcase.required("id").textValue()));
    assertThat(known).containsAll(listedDifferences());
  }

  /** Returns why the case fails, empty for success. */
  private static String run(JsonNode testcase) {
    Certificate leaf;
    try {
      leaf = certificate(text(testcase, "peer_certificate"));
    } catch (MalformedDataException e) {
      return "leaf malformed: " + e.getMessage();
    }
    String time = text(testcase, "validation_time");
    Instant at = time.isEmpty() ? ANY_TIME : OffsetDateTime.parse(time).toInstant();
    JsonNode depth = testcase.required("max_chain_depth");
    PathResult result =
        new PathValidator(depth.isNull() ? 12 : depth.intValue() + 2)
            .validate(
                leaf,
                certificates(testcase, "untrusted_intermediates"),
                certificates(testcase, "trusted_certs"),
                at);
    if (!result.valid()) {
      return result.problem() + ": " + result.detail();
    }
    return purpose(testcase, leaf)
        .or(() -> PeerNames.mismatch(testcase, leaf))
        .or(() -> revocation(testcase, result, at))
        .orElse("");
  }

  private static Optional<String> purpose(JsonNode testcase, Certificate leaf) {
    Map<String, String> oids =
        Map.of("serverAuth", "1.3.6.1.5.5.7.3.1", "clientAuth", "1.3.6.1.5.5.7.3.2");
    for (JsonNode wanted : testcase.required("extended_key_usage")) {
      List<String> allowed = leaf.extendedKeyUsage();
      if (!allowed.isEmpty() && !allowed.contains(oids.get(wanted.textValue()))) {
        return Optional.of("purpose not allowed");
      }
    }
    return Optional.empty();
  }

  /** Cases with CRLs expect that the issuer's usable list is found and asked. */
  private static Optional<String> revocation(JsonNode testcase, PathResult result, Instant at) {
    if (testcase.required("crls").isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode pem : testcase.required("crls")) {
      try {
        Crl crl = Crl.parse(pem.textValue().getBytes(StandardCharsets.US_ASCII));
        boolean current =
            !crl.thisUpdate().isAfter(at)
                && (crl.nextUpdate() == null || !at.isAfter(crl.nextUpdate()));
        if (current && crl.isSignedBy(result.path().get(1))) {
          State state = crl.statusOf(result.path().get(0)).state();
          return state == State.GOOD ? Optional.empty() : Optional.of("CRL says " + state);
        }
      } catch (MalformedDataException e) {
        // A list that cannot be read is as good as none.
      }
    }
    return Optional.of("no usable CRL of the issuer");
  }

  private static List<Certificate> certificates(JsonNode testcase, String field) {
    List<Certificate> certificates = new ArrayList<>();
    for (JsonNode pem : testcase.required(field)) {
      try {
        certificates.add(certificate(pem.textValue()));
      } catch (MalformedDataException e) {
        // What cannot be read takes no part.
      }
    }
    return certificates;
  }

  private static Certificate certificate(String pem) throws MalformedDataException {
    return Certificate.fromPem(pem.getBytes(StandardCharsets.US_ASCII)).get(0);
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText("").replace("null", "");
  }
}
