/** The embedded Merkle log: a directory on disk, durable and self-checking. */
@NullMarked
package io.hufu.ledger;

import org.jspecify.annotations.NullMarked;
