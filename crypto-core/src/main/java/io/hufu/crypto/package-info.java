/** Hashes, signature algorithms, keys and certificates. */
@NullMarked
package io.hufu.crypto;

import org.jspecify.annotations.NullMarked;
