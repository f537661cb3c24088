/** RFC 3161 time-stamps: tokens, clients and a responder. */
@NullMarked
package io.hufu.crypto.tsp;

import org.jspecify.annotations.NullMarked;
