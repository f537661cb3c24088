package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.model.MemberReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask for what: schema {@code hufu.exchange-policy/1} (docs/exchange.md). Immutable.
 *
 * @param rules what none of them permits is refused
 */
public record ExchangePolicy(List<Rule> rules) {
  private static final String SCHEMA = "hufu.exchange-policy/1";
  private static final String ANY = "*";

  /** Copies. */
  public ExchangePolicy {
    rules = List.copyOf(rules);
  }

  /**
   * One permission. In requesters, types and matters {@code *} stands for all.
   *
   * @param grounds at least one
   * @param fields the most that may be asked for; empty when there is no bound
   */
  public record Rule(
      Set<String> requesters,
      Set<String> types,
      Set<String> matters,
      Set<Ground> grounds,
      Set<String> fields) {
    /** Copies. */
    public Rule {
      requesters = Set.copyOf(requesters);
      types = Set.copyOf(types);
      matters = Set.copyOf(matters);
      grounds = Set.copyOf(grounds);
      fields = Set.copyOf(fields);
    }

    private boolean permits(ExchangeRequest request, Wanted wanted) {
      return covers(requesters, request.parties().from())
          && covers(types, wanted.type())
          && covers(matters, request.reason().matter())
          && grounds.contains(request.reason().ground());
    }

    private boolean within(Wanted wanted) {
      return fields.isEmpty()
          || (!wanted.fields().isEmpty() && fields.containsAll(wanted.fields()));
    }

    private static boolean covers(Set<String> codes, String code) {
      return codes.contains(ANY) || codes.contains(code);
    }
  }

  /** Finds why a request is not permitted; empty when it is. */
  public Optional<Code> objection(ExchangeRequest request) {
    for (Wanted wanted : request.wanted()) {
      if (rules.stream().noneMatch(rule -> Rule.covers(rule.types(), wanted.type()))) {
        return Optional.of(Code.TYPE_NOT_KEPT);
      }
      List<Rule> permitting = rules.stream().filter(rule -> rule.permits(request, wanted)).toList();
      if (permitting.isEmpty()) {
        return Optional.of(Code.NOT_PERMITTED);
      }
      if (permitting.stream().noneMatch(rule -> rule.within(wanted))) {
        return Optional.of(Code.FIELDS_EXCESSIVE);
      }
    }
    return Optional.empty();
  }

  /** Reads a policy strictly. */
  public static ExchangePolicy parse(byte[] json) throws MalformedDataException {
    MemberReader members = MemberReader.of("policy", Json.parse(json)).schema(SCHEMA);
    List<Rule> rules =
        members.objects(
            "rules",
            rule ->
                new Rule(
                    new HashSet<>(rule.texts("requesters")),
                    new HashSet<>(rule.texts("types")),
                    new HashSet<>(rule.texts("matters")),
                    new HashSet<>(rule.constants(Ground.class, "grounds")),
                    new HashSet<>(rule.textsOrNone("fields"))));
    members.end();
    return new ExchangePolicy(rules);
  }
}
