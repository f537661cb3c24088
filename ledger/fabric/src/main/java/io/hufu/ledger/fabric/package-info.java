/** Checkpoints on a Hyperledger Fabric channel, and proofs that its organisations hold them. */
@NullMarked
package io.hufu.ledger.fabric;

import org.jspecify.annotations.NullMarked;
