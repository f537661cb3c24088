/** Reading the signed mini-token of a QR code: as bytes, as text, or from a picture. */
@NullMarked
package io.hufu.signing.qr;

import org.jspecify.annotations.NullMarked;
