package io.hufu.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.shim.Chaincode.Response;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as a peer reaches it: through the shim's router, by names, with bytes. */
class HufuContractTest {
  private static final ContractRouter ROUTER = router();
  private static final String OWNER = "AgencyMSP";

  private final Map<String, byte[]> state = new HashMap<>();
  private final Map<Integer, String> notes = new HashMap<>();
  private TestLog log = TestLog.sm();

  /** The router looks for contracts when its server starts; none is started here. */
  private static ContractRouter router() {
    ContractRouter router = new ContractRouter(new String[] {"-i", "hufu_1:unit-test"});
    try {
      Method find = ContractRouter.class.getDeclaredMethod("findAllContracts");
      find.setAccessible(true);
      find.invoke(router);
      // The shim logs every refusal with its stack; here they are what is wanted.
      for (Handler handler : Logger.getLogger("").getHandlers()) {
        handler.setLevel(Level.OFF);
      }
      return router;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private RecordingStub transaction(String mspId, String... call) {
    return new RecordingStub(
        state,
        mspId,
        Arrays.stream(call).map(each -> each.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private RecordingStub done(String answer, String... call) {
    RecordingStub stub = transaction(OWNER, call);
    Response response = ROUTER.invoke(stub.stub());
    assertThat(response.getStatus()).as(response.getMessage()).isEqualTo(Response.Status.SUCCESS);
    assertThat(response.getStringPayload()).isEqualTo(answer);
    stub.commit();
    return stub;
  }

  private void refused(String mspId, String beginning, String... call) {
    RecordingStub stub = transaction(mspId, call);
    Response response = ROUTER.invoke(stub.stub());
    assertThat(response.getStatus()).isEqualTo(Response.Status.INTERNAL_SERVER_ERROR);
    assertThat(response.getMessage()).startsWith(beginning);
    assertThat(stub.writes).isEmpty();
    assertThat(stub.policies).isEmpty();
    assertThat(stub.events).isEmpty();
  }

  private String[] registration() {
    return new String[] {
      "RegisterOrigin",
      log.origin(),
      log.hash().label(),
      log.vkey(),
      OWNER,
      "2 AgencyMSP CityMSP CountyMSP"
    };
  }

  private RecordingStub publish(int from, int to) throws Exception {
    return done("done", "PublishCheckpoint", note(to), log.proof(from, to));
  }

  /** Signed once: another signature would be another note. */
  private String note(int size) throws Exception {
    String note = notes.getOrDefault(size, log.note(size));
    notes.put(size, note);
    return note;
  }

  private static String key(String kind, String... attributes) {
    return new CompositeKey(kind, attributes).toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_function_is_reached_by_its_name(boolean sm) throws Exception {
    log = sm ? TestLog.sm() : TestLog.intl();
    done("done", registration());
    publish(0, 3);
    publish(3, 10);
    done(note(3), "GetCheckpoint", log.origin(), "3");
    done(note(10), "LatestCheckpoint", log.origin());
    done("present", "RotateOriginKey", log.origin(), log.vkey());
    String digest = "sm3:" + "a".repeat(64);
    done("done", "PublishTrustList", "1", digest, "-");
    done("1\n" + digest + "\n-\nAgencyMSP\n", "GetTrustList", "1");
    RecordingStub read = transaction("StrangerMSP", "GetOrigin", log.origin());
    assertThat(ROUTER.invoke(read.stub()).getStringPayload())
        .isEqualTo(
            "hufu-origin/1\nhash "
                + log.hash().label()
                + "\nowner AgencyMSP\nendorsers 2 AgencyMSP CityMSP CountyMSP\nkey "
                + log.vkey()
                + "\n");
  }

  @Test
  void a_fork_is_refused_by_the_proof_and_nothing_is_written() throws Exception {
    done("done", registration());
    publish(0, 5);
    String[][] forks = {
      {log.note(5, 3), log.proof(5, 5)},
      {log.note(9, 3), log.proof(5, 9, 3)},
      {log.note(9, 3), log.proof(5, 9)},
      {log.note(9), "old 5\n"},
    };
    for (String[] fork : forks) {
      refused(OWNER, "[INCONSISTENT] 5 ", "PublishCheckpoint", fork[0], fork[1]);
    }
    publish(5, 9);
  }

  @Test
  void a_publication_reads_and_writes_the_head_so_that_of_two_only_one_commits() throws Exception {
    done("done", registration());
    RecordingStub first = publish(0, 4);
    String origin = key("origin", log.origin());
    String head = key("head", log.origin());
    assertThat(first.reads).containsExactly(origin, head);
    assertThat(first.writes).containsOnlyKeys(head, key("checkpoint", log.origin(), "4"));
    assertThat(first.events).containsOnlyKeys("checkpoint");
    // Two that were endorsed over the same head write the same key: the second is a read conflict.
    RecordingStub one = transaction(OWNER, "PublishCheckpoint", log.note(6), log.proof(4, 6));
    RecordingStub two = transaction(OWNER, "PublishCheckpoint", log.note(7), log.proof(4, 7));
    for (RecordingStub stub : List.of(one, two)) {
      assertThat(ROUTER.invoke(stub.stub()).getStatus()).isEqualTo(Response.Status.SUCCESS);
      assertThat(stub.reads).contains(head);
      assertThat(stub.writes).containsKey(head);
    }
    RecordingStub read = done(note(4), "GetCheckpoint", log.origin(), "4");
    assertThat(read.reads).containsExactly(key("checkpoint", log.origin(), "4"));
    assertThat(read.writes).isEmpty();
  }

  @Test
  void only_clients_of_the_owner_write_and_the_certificate_says_who_they_are() throws Exception {
    refused("CityMSP", "[NOT_THE_OWNER] only AgencyMSP ", registration());
    done("done", registration());
    String[] publication = {"PublishCheckpoint", log.note(3), log.proof(0, 3)};
    refused("CityMSP", "[NOT_THE_OWNER] only AgencyMSP ", publication);
    refused("agencymsp", "[NOT_THE_OWNER] ", publication);
    refused("CityMSP", "[NOT_THE_OWNER] ", "RotateOriginKey", log.origin(), log.vkey());
    done("done", publication);
  }

  @Test
  void a_change_of_keys_needs_peers_of_the_organisations_that_were_named() throws Exception {
    RecordingStub stub = done("done", registration());
    assertThat(stub.policies).containsOnlyKeys(key("origin", log.origin()));
    byte[] bytes = stub.policies.get(key("origin", log.origin()));
    SignaturePolicyEnvelope policy = SignaturePolicyEnvelope.parseFrom(bytes);
    assertThat(policy.getRule().getNOutOf().getN()).isEqualTo(2);
    assertThat(policy.getRule().getNOutOf().getRulesList())
        .extracting(rule -> rule.getSignedBy())
        .containsExactly(0, 1, 2);
    assertThat(policy.getIdentitiesList())
        .extracting(HufuContractTest::role)
        .containsExactly("AgencyMSP PEER", "CityMSP PEER", "CountyMSP PEER");
  }

  private static String role(MSPPrincipal principal) {
    assertThat(principal.getPrincipalClassification()).isEqualTo(MSPPrincipal.Classification.ROLE);
    try {
      MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
      return role.getMspIdentifier() + " " + role.getRole();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void two_peers_come_to_the_same_bytes() throws Exception {
    String[] registration = registration();
    RecordingStub mine = transaction(OWNER, registration);
    RecordingStub theirs = transaction(OWNER, registration);
    assertThat(ROUTER.invoke(mine.stub()).getPayload())
        .isEqualTo(ROUTER.invoke(theirs.stub()).getPayload());
    assertThat(hex(mine.writes)).isEqualTo(hex(theirs.writes)).isNotEmpty();
    assertThat(hex(mine.policies)).isEqualTo(hex(theirs.policies)).isNotEmpty();
    assertThat(hex(mine.events)).isEqualTo(hex(theirs.events)).isNotEmpty();
  }

  private static Map<String, String> hex(Map<String, byte[]> values) {
    Map<String, String> all = new HashMap<>();
    values.forEach((key, value) -> all.put(key, Arrays.toString(value)));
    return all;
  }

  @Test
  void malformed_calls_are_refused_with_a_code_and_never_written() throws Exception {
    done("done", registration());
    String note = log.note(3);
    String[][] malformed = {
      {"PublishCheckpoint", "", ""},
      {"PublishCheckpoint", note, ""},
      {"PublishCheckpoint", note, "old 00\n"},
      {"PublishCheckpoint", note, "old 0\nAAAA\n"},
      {"PublishCheckpoint", note, "old 99999999999999999999\n"},
      {"PublishCheckpoint", note.repeat(500), "old 0\n"},
      {"GetCheckpoint", log.origin(), "-1"},
      {"GetCheckpoint", log.origin(), "03"},
      {"GetCheckpoint", log.origin(), "3\u0000"},
      {"RotateOriginKey", log.origin(), ""},
      {"RotateOriginKey", log.origin(), "two\nlines"},
      {"PublishTrustList", "one", "sm3:" + "a".repeat(64), "-"},
      {"PublishTrustList", "1", "sm3:" + "A".repeat(64), "-"},
    };
    for (String[] call : malformed) {
      refused(OWNER, "[INVALID_ARGUMENT] ", call);
    }
    refused(OWNER, "[UNKNOWN_ORIGIN] ", "GetOrigin", "other.example");
    refused(OWNER, "[NOT_FOUND] ", "GetCheckpoint", log.origin(), "7");
    refused(OWNER, "[NOT_FOUND] ", "LatestCheckpoint", log.origin() + "\u0000x");
    // The router itself refuses what has another name or number of arguments.
    refused(OWNER, "", "NoSuchFunction");
    refused(OWNER, "", "PublishCheckpoint", note);
    refused(OWNER, "[INVALID_ARGUMENT] ", "PublishCheckpoint", note, log.proof(0, 3), "more");
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    done("done", registration());
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0};
    RecordingStub stub =
        new RecordingStub(
            state,
            OWNER,
            List.of("PublishCheckpoint".getBytes(StandardCharsets.UTF_8), bytes, bytes));
    Response response = ROUTER.invoke(stub.stub());
    assertThat(response.getStatus()).isEqualTo(Response.Status.INTERNAL_SERVER_ERROR);
    assertThat(response.getMessage()).startsWith("[INVALID_ARGUMENT] ");
    assertThat(stub.writes).isEmpty();
  }
}
