/** What one writer keeps in a directory of its own: a lock, and records that survive a crash. */
@NullMarked
package io.hufu.signing.journal;

import org.jspecify.annotations.NullMarked;
