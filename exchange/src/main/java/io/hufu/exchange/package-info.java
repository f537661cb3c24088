/** Documents between agencies: packages that are signed, then encrypted, for any transport. */
@NullMarked
package io.hufu.exchange;

import org.jspecify.annotations.NullMarked;
