/** Merkle trees, signed notes and checkpoints: building and verifying, no I/O. */
@NullMarked
package io.hufu.crypto.log;

import org.jspecify.annotations.NullMarked;
