/** Issuing: licences in, sealed licences with their evidence out. */
@NullMarked
package io.hufu.signing;

import org.jspecify.annotations.NullMarked;
