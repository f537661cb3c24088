/** Strict JSON, canonical JSON (RFC 8785) and JWS for SM and international suites. */
@NullMarked
package io.hufu.crypto.jose;

import org.jspecify.annotations.NullMarked;
