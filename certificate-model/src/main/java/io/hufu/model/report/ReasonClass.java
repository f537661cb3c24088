package io.hufu.model.report;

/** Why a document is REJECTED: the first that applies. */
public enum ReasonClass {
  NOT_AUTHENTIC,
  NOT_IN_FORCE,
  NOT_ACCEPTABLE_HERE
}
