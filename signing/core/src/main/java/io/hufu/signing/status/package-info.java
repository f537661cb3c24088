/** The issuer's side of status: which licence has which place in a list, and what became of it. */
@NullMarked
package io.hufu.signing.status;

import org.jspecify.annotations.NullMarked;
