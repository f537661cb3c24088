/** Operations of GB/T 36906 as deployed, mapped to exchange messages by a table. */
@NullMarked
package io.hufu.exchange.gbt36906;

import org.jspecify.annotations.NullMarked;
