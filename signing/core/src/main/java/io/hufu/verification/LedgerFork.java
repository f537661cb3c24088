package io.hufu.verification;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Did a ledger sign two histories?
 *
 * <p>Looks at all receipts together, whatever they were given for, and at evidence files: nobody
 * but the log can make its signature, so this is evidence against the log wherever it turns up.
 */
final class LedgerFork implements CoreCheck {
  private record Place(String origin, String size) {}

  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    Map<Place, String> roots = new LinkedHashMap<>();
    Map<String, Finding> conflicts = new TreeMap<>();
    Stream<Evidence> own =
        subject.signatures().stream().map(SubjectSignature::evidence).flatMap(List::stream);
    Stream.concat(own, judgement.supplied().stream())
        .forEach(
            item -> {
              switch (item.kind()) {
                case RECEIPT -> receipt(item.bytes(), judgement, roots, conflicts);
                case FORK_EVIDENCE -> evidence(item.bytes(), judgement, conflicts);
                default -> {}
              }
            });
    return new ArrayList<>(conflicts.values());
  }

  private static void receipt(
      byte[] bytes, Judgement judgement, Map<Place, String> roots, Map<String, Finding> conflicts) {
    Checkpoint checkpoint = signedCheckpoint(bytes, judgement);
    if (checkpoint == null) {
      return;
    }
    String root = HexFormat.of().formatHex(checkpoint.root());
    Place place = new Place(checkpoint.origin(), Long.toString(checkpoint.size()));
    String seen = roots.putIfAbsent(place, root);
    if (seen != null && !seen.equals(root)) {
      conflicts.put(place.toString(), conflict(place, List.of(seen, root)));
    }
  }

  private static void evidence(byte[] bytes, Judgement judgement, Map<String, Finding> conflicts) {
    try {
      ForkEvidence evidence = ForkEvidence.parse(bytes);
      LedgerTrust ledger = judgement.trust().ledger(evidence.origin()).orElse(null);
      if (ledger != null && evidence.judge(ledger).outcome() == ForkEvidence.Outcome.PROVEN) {
        List<String> sizes = new ArrayList<>();
        List<String> roots = new ArrayList<>();
        for (String note : List.of(evidence.smaller(), evidence.larger())) {
          Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
          sizes.add(Long.toString(checkpoint.size()));
          roots.add(HexFormat.of().formatHex(checkpoint.root()));
        }
        Place place = new Place(evidence.origin(), String.join(" ", new LinkedHashSet<>(sizes)));
        conflicts.put(place.toString(), conflict(place, roots));
      }
    } catch (MalformedDataException e) {
      // said of the item elsewhere
    }
  }

  private static Finding conflict(Place place, List<String> roots) {
    return Finding.of(
        FindingCode.LEDGER_CONFLICT,
        Outcome.FAILED,
        FindingSubject.DOCUMENT,
        Map.of("origin", place.origin(), "size", place.size(), "roots", String.join(" ", roots)));
  }

  private static @Nullable Checkpoint signedCheckpoint(byte[] bytes, Judgement judgement) {
    try {
      SignedNote note = SignedNote.parse(AnchorReceipt.parse(bytes).checkpoint());
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      LedgerTrust ledger = judgement.trust().ledger(checkpoint.origin()).orElse(null);
      return ledger == null || note.verify(ledger.keys()).isEmpty() ? null : checkpoint;
    } catch (MalformedDataException e) {
      return null; // judged as a receipt elsewhere
    }
  }
}
