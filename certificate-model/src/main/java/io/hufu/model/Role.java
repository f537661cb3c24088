package io.hufu.model;

/** Whether a file is the original layout of a licence or its data. */
public enum Role {
  ORIGINAL,
  DATA
}
