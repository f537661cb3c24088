package io.hufu.model.report;

import java.util.List;

/**
 * One question asked of a document.
 *
 * <p>Never throws for what the document contains. Implementations are stateless and thread-safe.
 */
@FunctionalInterface
public interface Check {
  /** Asks, and returns what was found; empty when the check has nothing to say. */
  List<Finding> run(Subject subject, VerificationContext context);
}
