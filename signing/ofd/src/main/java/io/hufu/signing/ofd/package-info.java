/** Licences as OFD (GB/T 33190) under GB/T 38540 seals, and the reading of any signed OFD. */
@NullMarked
package io.hufu.signing.ofd;

import org.jspecify.annotations.NullMarked;
