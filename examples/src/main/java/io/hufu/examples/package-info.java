/** Programs to read and to start from; the pages of the project quote them. */
@NullMarked
package io.hufu.examples;

import org.jspecify.annotations.NullMarked;
