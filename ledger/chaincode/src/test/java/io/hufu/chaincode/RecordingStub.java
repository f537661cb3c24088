package io.hufu.chaincode;

import com.google.protobuf.ByteString;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * One transaction as the shim gives it to the contract, over a committed state.
 *
 * <p>It knows only the calls that give every peer the same answer. Any other, such as the time, a
 * range or the history of a key, fails the test.
 */
final class RecordingStub {
  private static final String CLIENT = clientCertificate();

  /** What was committed before; shared by the transactions of a test. */
  final Map<String, byte[]> state;

  final List<String> reads = new ArrayList<>();
  final Map<String, byte[]> writes = new LinkedHashMap<>();
  final Map<String, byte[]> policies = new LinkedHashMap<>();
  final Map<String, byte[]> events = new LinkedHashMap<>();
  private final String mspId;
  private final List<byte[]> arguments;

  RecordingStub(Map<String, byte[]> state, String mspId, List<byte[]> arguments) {
    this.state = state;
    this.mspId = mspId;
    this.arguments = arguments;
  }

  private static String clientCertificate() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    try {
      Certificate certificate =
          new CertificateBuilder(Profile.ROOT, "CN=User1,OU=client", key.verificationKey())
              .validity(
                  Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2036-01-01T00:00:00Z"))
              .selfSigned(key);
      return certificate.pem();
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  ChaincodeStub stub() {
    return (ChaincodeStub)
        Proxy.newProxyInstance(
            RecordingStub.class.getClassLoader(),
            new Class<?>[] {ChaincodeStub.class},
            (proxy, method, given) -> call(method, given == null ? new Object[0] : given));
  }

  private Object call(Method method, Object[] given) {
    return switch (method.getName()) {
      case "getArgs" -> arguments;
      case "getStringArgs" -> texts();
      case "getFunction" -> texts().get(0);
      case "getParameters" -> texts().subList(1, arguments.size());
      case "getCreator" -> creator();
      case "getMspId" -> mspId;
      case "getTxId", "getChannelId" -> "for log lines";
      case "getState" -> {
        reads.add((String) given[0]);
        // A peer answers from what was committed, never from what the transaction has put.
        yield state.getOrDefault((String) given[0], new byte[0]);
      }
      case "putState" -> writes.put((String) given[0], (byte[]) given[1]);
      case "setStateValidationParameter" -> policies.put((String) given[0], (byte[]) given[1]);
      case "setEvent" -> events.put((String) given[0], (byte[]) given[1]);
      case "hashCode" -> System.identityHashCode(this);
      case "toString" -> "transaction of " + mspId + " with " + Arrays.toString(given);
      default -> throw new AssertionError("the contract must not call " + method.getName());
    };
  }

  private List<String> texts() {
    return arguments.stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
  }

  private byte[] creator() {
    return SerializedIdentity.newBuilder()
        .setMspid(mspId)
        .setIdBytes(ByteString.copyFromUtf8(CLIENT))
        .build()
        .toByteArray();
  }

  /** Commits what was written. */
  void commit() {
    state.putAll(writes);
  }
}
