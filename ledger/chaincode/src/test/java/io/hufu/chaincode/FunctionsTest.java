package io.hufu.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private final MemoryWorld world = new MemoryWorld();
  private final Functions functions = new Functions(world);
  private TestLog log = TestLog.sm();

  private String call(String function, String... arguments) {
    return functions.call(function, List.of(arguments));
  }

  private void refused(Refusal.Code code, String function, String... arguments) {
    Map<String, String> before = new HashMap<>(world.state);
    assertThatThrownBy(() -> call(function, arguments))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("[" + code + "] ");
    assertThat(world.state).isEqualTo(before);
  }

  private String register() {
    return call(
        "RegisterOrigin",
        log.origin(),
        log.hash().label(),
        log.vkey(),
        "AgencyMSP",
        "2 AgencyMSP CityMSP CountyMSP");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void checkpoints_that_continue_each_other_are_held(boolean sm) throws Exception {
    log = sm ? TestLog.sm() : TestLog.intl();
    assertThat(register()).isEqualTo("done");
    int before = 0;
    for (int size : new int[] {0, 1, 3, 8, 21}) {
      assertThat(call("PublishCheckpoint", log.note(size), log.proof(before, size)))
          .isEqualTo("done");
      assertThat(world.event).isEqualTo("checkpoint");
      before = size;
    }
    assertThat(call("LatestCheckpoint", log.origin())).contains("\n21\n");
    for (int size : new int[] {0, 1, 3, 8, 21}) {
      assertThat(call("GetCheckpoint", log.origin(), "" + size)).contains("\n" + size + "\n");
    }
    refused(Refusal.Code.NOT_FOUND, "GetCheckpoint", log.origin(), "2");
    refused(Refusal.Code.NOT_FOUND, "LatestCheckpoint", "other.example");
  }

  @Test
  void a_checkpoint_that_is_held_is_answered_without_a_write() throws Exception {
    register();
    call("PublishCheckpoint", log.note(3), log.proof(0, 3));
    call("PublishCheckpoint", log.note(8), log.proof(3, 8));
    int writes = world.writes;
    assertThat(call("PublishCheckpoint", log.note(8), log.proof(3, 8))).isEqualTo("present");
    assertThat(call("PublishCheckpoint", log.note(3), log.proof(0, 3))).isEqualTo("present");
    assertThat(world.writes).isEqualTo(writes);
  }

  @Test
  void a_fork_is_refused_however_it_is_presented() throws Exception {
    register();
    call("PublishCheckpoint", log.note(5), log.proof(0, 5));
    refused(Refusal.Code.INCONSISTENT, "PublishCheckpoint", log.note(5, 3), log.proof(5, 5));
    refused(Refusal.Code.INCONSISTENT, "PublishCheckpoint", log.note(9, 3), log.proof(5, 9, 3));
    refused(Refusal.Code.INCONSISTENT, "PublishCheckpoint", log.note(9, 3), log.proof(5, 9));
    refused(Refusal.Code.INCONSISTENT, "PublishCheckpoint", log.note(9), "old 5\n");
    refused(Refusal.Code.CONFLICT, "PublishCheckpoint", log.note(9, 3), log.proof(0, 9));
    assertThat(call("PublishCheckpoint", log.note(9), log.proof(5, 9))).isEqualTo("done");
    refused(Refusal.Code.INCONSISTENT, "PublishCheckpoint", log.note(5, 3), log.proof(0, 5));
  }

  @Test
  void a_proof_from_elsewhere_is_a_conflict_that_names_the_size() throws Exception {
    register();
    call("PublishCheckpoint", log.note(5), log.proof(0, 5));
    assertThatThrownBy(() -> call("PublishCheckpoint", log.note(9), log.proof(3, 9)))
        .hasMessageStartingWith("[CONFLICT] 5 ");
    assertThatThrownBy(() -> call("PublishCheckpoint", log.note(4), log.proof(0, 4)))
        .hasMessageStartingWith("[CONFLICT] 5 ");
  }

  @Test
  void only_the_log_s_own_keys_and_organisation_publish() throws Exception {
    register();
    refused(
        Refusal.Code.NOT_SIGNED, "PublishCheckpoint", log.withOtherKey().note(3), log.proof(0, 3));
    String changed = log.note(3).replace("\n3\n", "\n4\n");
    refused(Refusal.Code.NOT_SIGNED, "PublishCheckpoint", changed, log.proof(0, 4));
    world.caller = "CityMSP";
    refused(Refusal.Code.NOT_THE_OWNER, "PublishCheckpoint", log.note(3), log.proof(0, 3));
    refused(Refusal.Code.NOT_THE_OWNER, "RotateOriginKey", log.origin(), log.vkey());
  }

  @Test
  void lines_of_others_are_left_out_of_what_is_held() throws Exception {
    register();
    String note = log.note(3);
    String foreign = log.withOtherKey().note(3);
    String line = foreign.substring(foreign.indexOf("\n\n") + 2);
    call("PublishCheckpoint", note + line, log.proof(0, 3));
    assertThat(call("LatestCheckpoint", log.origin())).isEqualTo(note);
  }

  @Test
  void keys_change_and_the_change_needs_the_organisations_that_were_named() throws Exception {
    register();
    String key = "\u0000origin\u0000" + log.origin() + "\u0000";
    assertThat(world.policies.get(key))
        .isEqualTo(new Endorsers(2, List.of("AgencyMSP", "CityMSP", "CountyMSP")));
    TestLog next = log.withOtherKey();
    assertThat(call("RotateOriginKey", log.origin(), next.vkey() + "\n" + log.vkey()))
        .isEqualTo("done");
    assertThat(call("PublishCheckpoint", next.note(2), log.proof(0, 2))).isEqualTo("done");
    assertThat(call("PublishCheckpoint", log.note(3), log.proof(2, 3))).isEqualTo("done");
    assertThat(call("RotateOriginKey", log.origin(), next.vkey())).isEqualTo("done");
    refused(Refusal.Code.NOT_SIGNED, "PublishCheckpoint", log.note(4), log.proof(3, 4));
    assertThat(call("GetOrigin", log.origin())).contains("key " + next.vkey() + "\n");
  }

  @Test
  void a_registration_is_checked_and_can_be_repeated() {
    assertThat(register()).isEqualTo("done");
    assertThat(register()).isEqualTo("present");
    TestLog other = log.withOtherKey();
    refused(
        Refusal.Code.ORIGIN_EXISTS,
        "RegisterOrigin",
        log.origin(),
        "SM3",
        other.vkey(),
        "AgencyMSP",
        "1 AgencyMSP");
    String[] good = {"x.example/sm3", "SM3", log.vkey(), "AgencyMSP", "1 AgencyMSP"};
    refused(Refusal.Code.INVALID_ARGUMENT, "RegisterOrigin", good); // a key of another origin
    for (String[] bad :
        new String[][] {
          {log.origin(), "SHA-256", log.vkey(), "AgencyMSP", "1 AgencyMSP"},
          {"two words/sm3", "SM3", log.vkey(), "AgencyMSP", "1 AgencyMSP"},
          {"", "SHA-256", log.vkey(), "AgencyMSP", "1 AgencyMSP"},
          {log.origin(), "SM3", "no key", "AgencyMSP", "1 AgencyMSP"},
          {log.origin(), "SM3", log.vkey() + "\n" + log.vkey(), "AgencyMSP", "1 AgencyMSP"},
          {log.origin(), "SM3", log.vkey(), "Agency MSP", "1 AgencyMSP"},
          {log.origin(), "SM3", log.vkey(), "AgencyMSP", "1 CityMSP"},
          {log.origin(), "SM3", log.vkey(), "AgencyMSP", "3 AgencyMSP CityMSP"},
          {log.origin(), "SM3", log.vkey(), "AgencyMSP", "1 AgencyMSP AgencyMSP"},
          {log.origin(), "SM3", log.vkey(), "AgencyMSP", "AgencyMSP"},
        }) {
      refused(Refusal.Code.INVALID_ARGUMENT, "RegisterOrigin", bad);
    }
    world.caller = "CityMSP";
    refused(
        Refusal.Code.NOT_THE_OWNER,
        "RegisterOrigin",
        log.origin(),
        "SM3",
        log.vkey(),
        "AgencyMSP",
        "1 AgencyMSP");
  }

  @Test
  void what_is_not_of_its_form_is_refused() throws Exception {
    register();
    String note = log.note(3);
    for (String proof :
        List.of(
            "", "0", "old", "old -1", "old 00", "old 0\nxyz", "old 0\n\n" + "A".repeat(43) + "=")) {
      refused(Refusal.Code.INVALID_ARGUMENT, "PublishCheckpoint", note, proof);
    }
    refused(Refusal.Code.INVALID_ARGUMENT, "PublishCheckpoint", "no note", "old 0");
    refused(Refusal.Code.INVALID_ARGUMENT, "PublishCheckpoint", note.repeat(400), "old 0");
    refused(Refusal.Code.INVALID_ARGUMENT, "PublishCheckpoint", note);
    refused(Refusal.Code.INVALID_ARGUMENT, "NoSuchFunction");
    refused(Refusal.Code.INVALID_ARGUMENT, "GetCheckpoint", log.origin(), "03");
    refused(Refusal.Code.UNKNOWN_ORIGIN, "PublishCheckpoint", TestLog.intl().note(3), "old 0");
    refused(Refusal.Code.UNKNOWN_ORIGIN, "GetOrigin", "other.example");
  }

  @Test
  void an_empty_log_has_the_root_of_nothing() throws Exception {
    register();
    TestLog shaken = new TestLog(log.origin(), HashAlgorithm.SHA_256, log.key());
    refused(Refusal.Code.INVALID_ARGUMENT, "PublishCheckpoint", shaken.note(0), "old 0");
    assertThat(call("PublishCheckpoint", log.note(0), "old 0\n")).isEqualTo("done");
    assertThat(call("PublishCheckpoint", log.note(0), "old 0\n")).isEqualTo("present");
  }

  @Test
  void trust_lists_form_one_chain_of_one_owner() {
    String one = "sm3:" + "1".repeat(64);
    String two = "sm3:" + "2".repeat(64);
    refused(Refusal.Code.CONFLICT, "PublishTrustList", "1", one, two);
    assertThat(call("PublishTrustList", "1", one, "-")).isEqualTo("done");
    assertThat(call("PublishTrustList", "1", one, "-")).isEqualTo("present");
    refused(Refusal.Code.INCONSISTENT, "PublishTrustList", "1", two, "-");
    refused(Refusal.Code.CONFLICT, "PublishTrustList", "2", two, "-");
    assertThat(call("PublishTrustList", "3", two, one)).isEqualTo("done");
    refused(Refusal.Code.CONFLICT, "PublishTrustList", "2", one, two);
    assertThat(call("GetTrustList", "3")).isEqualTo("3\n" + two + "\n" + one + "\nAgencyMSP\n");
    refused(Refusal.Code.NOT_FOUND, "GetTrustList", "2");
    refused(Refusal.Code.INVALID_ARGUMENT, "PublishTrustList", "4", "md5:00", two);
    world.caller = "CityMSP";
    refused(Refusal.Code.NOT_THE_OWNER, "PublishTrustList", "4", one, two);
  }
}
