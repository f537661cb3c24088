/** Verifying: bytes in, findings and a verdict out. */
@NullMarked
package io.hufu.verification;

import org.jspecify.annotations.NullMarked;
