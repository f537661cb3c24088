package io.hufu.chaincode;

/** Registers logs and changes their keys. */
final class Origins {
  static final String PRESENT = "present";
  static final String DONE = "done";

  private final World world;

  Origins(World world) {
    this.world = world;
  }

  /** Registers a log for the caller's own organisation; the same registration again is no error. */
  String register(String origin, OriginRecord record) {
    requireOwner(record);
    String key = StateKey.origin(origin);
    String before = world.get(key);
    if (before != null) {
      if (before.equals(record.text())) {
        return PRESENT;
      }
      throw new Refusal(Refusal.Code.ORIGIN_EXISTS, origin + " is registered differently");
    }
    world.put(key, record.text());
    // From now on the organisations named must endorse a change of keys.
    world.protect(key, record.endorsers());
    world.announce("origin", origin);
    return DONE;
  }

  /** Replaces the keys of a log. */
  String rotate(String origin, String keys) {
    OriginRecord record = find(origin);
    requireOwner(record);
    OriginRecord changed = record.withKeys(OriginRecord.keys(origin, record.hash(), keys));
    if (changed.text().equals(record.text())) {
      return PRESENT;
    }
    world.put(StateKey.origin(origin), changed.text());
    world.announce("origin", origin);
    return DONE;
  }

  OriginRecord find(String origin) {
    String text =
        Refusal.found(
            world.get(StateKey.origin(origin)),
            Refusal.Code.UNKNOWN_ORIGIN,
            "no such origin is registered");
    return OriginRecord.parse(origin, text);
  }

  void requireOwner(OriginRecord record) {
    requireOwner(record.owner());
  }

  private void requireOwner(String owner) {
    if (!owner.equals(world.caller())) {
      throw new Refusal(
          Refusal.Code.NOT_THE_OWNER, "only " + owner + " may do this, not " + world.caller());
    }
  }
}
