/** Hostile bytes and the limits under which they are read. */
@NullMarked
package io.hufu.signing.input;

import org.jspecify.annotations.NullMarked;
