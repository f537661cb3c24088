/** X.509 paths at an instant, revocation, and certificates for pilots. */
@NullMarked
package io.hufu.crypto.pki;

import org.jspecify.annotations.NullMarked;
