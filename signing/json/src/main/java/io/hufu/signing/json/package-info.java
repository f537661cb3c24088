/** Licences as SD-JWT (RFC 9901): canonical JSON files, selective disclosure, evidence beside. */
@NullMarked
package io.hufu.signing.json;

import org.jspecify.annotations.NullMarked;
