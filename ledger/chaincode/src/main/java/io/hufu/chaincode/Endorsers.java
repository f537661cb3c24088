package io.hufu.chaincode;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How many of which organisations must endorse a later write. Immutable.
 *
 * @param quorum from 1 to the number of organisations
 * @param organisations MSP identifiers, each once, in the order of the argument
 */
public record Endorsers(int quorum, List<String> organisations) {
  static final Pattern MSP_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]?( [A-Za-z0-9._-]{1,64}){1,32}");

  /** Copies the organisations. */
  public Endorsers {
    organisations = List.copyOf(organisations);
  }

  /** Reads {@code k MSP MSP …}. */
  static Endorsers parse(String text) {
    Refusal.require(FORM.matcher(text).matches(), "endorsers are not a number and MSP identifiers");
    List<String> parts = List.of(text.split(" "));
    int quorum = Integer.parseInt(parts.get(0));
    List<String> organisations = parts.subList(1, parts.size());
    Refusal.require(
        quorum <= organisations.size()
            && organisations.stream().distinct().count() == organisations.size(),
        "endorsers name one organisation twice, or fewer than must endorse");
    return new Endorsers(quorum, organisations);
  }

  String text() {
    return quorum + " " + String.join(" ", organisations);
  }
}
