/** Signed messages of a once-only exchange: request, consent, answers, corrections, receipts. */
@NullMarked
package io.hufu.exchange.message;

import org.jspecify.annotations.NullMarked;
