/** Licences as PDF: made and sealed with iText, any signed PDF verified by a reader of our own. */
@NullMarked
package io.hufu.signing.pdf;

import org.jspecify.annotations.NullMarked;
