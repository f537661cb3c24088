package io.hufu.chaincode;

import java.util.HashMap;
import java.util.Map;

/** A world in memory in which every write is committed at once. */
final class MemoryWorld implements World {
  final Map<String, String> state = new HashMap<>();
  final Map<String, Endorsers> policies = new HashMap<>();
  String caller = "AgencyMSP";
  String event;
  int writes;

  @Override
  public String get(String key) {
    return state.get(key);
  }

  @Override
  public void put(String key, String value) {
    state.put(key, value);
    writes++;
  }

  @Override
  public void protect(String key, Endorsers endorsers) {
    policies.put(key, endorsers);
  }

  @Override
  public void announce(String name, String payload) {
    event = name;
  }

  @Override
  public String caller() {
    return caller;
  }
}
