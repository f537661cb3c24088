/** The contract {@code hufu}: checkpoints of logs on a channel, and digests of trust lists. */
@NullMarked
package io.hufu.chaincode;

import org.jspecify.annotations.NullMarked;
